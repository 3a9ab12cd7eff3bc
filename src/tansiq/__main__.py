"""``python -m tansiq``: the command line."""

from __future__ import annotations

import sys

from tansiq.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
