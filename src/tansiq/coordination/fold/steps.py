"""What one kind of statement does to the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tansiq.coordination.entry import Entry
from tansiq.coordination.picture import Picture

Steps = Mapping[type, Callable[[Picture, Entry, Any], None]]
"""By the statement's type."""
