"""Rooms import only from rooms to their left, and the inner rooms do not touch the world."""

from __future__ import annotations

import pytest

from tests.rules.layers import find_breaches
from tests.rules.source import PACKAGE, ROOMS, get_modules


def test_rooms_import_only_what_they_may() -> None:
    breaches = [
        breach
        for module in get_modules()
        for breach in find_breaches(module.path.read_text(encoding="utf-8"), module.name, is_package=module.is_package)
    ]
    assert breaches == []


def test_every_folder_of_the_source_is_a_room() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders <= set(ROOMS)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tansiq.base.ids", "from tansiq.geometry.positions import Position"),
        ("tansiq.airspace.conflict", "def f():\n    from tansiq.node import submit"),
        ("tansiq.airspace.conflict", "def f():\n    from ..node import submit"),
        ("tansiq.node.orders.submit", "import importlib\nimportlib.import_module('tansiq.web.app')"),
        ("tansiq.node.orders.submit", "import importlib\nimportlib.import_module('tansiq.' + room)"),
        ("tansiq.node.orders.submit", "from tansiq import scenario"),
        ("tansiq.ledger.chain", "import tansiq.geometry.positions"),
        ("tansiq.link.follow", "from tansiq.store.contract import Store"),
        ("tansiq.scenario.player", "from tansiq.node.node import Node"),
        ("tansiq.scenario.player", "from tansiq.web.app import build"),
        ("tansiq.web.app", "from tansiq.scenario.player import Player"),
        ("tansiq.web.app", "from tansiq.cli.main import app"),
        ("tansiq.coordination.holds", "import time"),
        ("tansiq.coordination.holds", "from datetime import datetime\ndatetime.now()"),
        ("tansiq.coordination.holds", "import datetime\ndatetime.datetime.utcnow()"),
        ("tansiq.wire.notify", "def f():\n    import socket"),
        ("tansiq.words.catalogue", "text = open('en.ftl').read()"),
        ("tansiq.words.catalogue", "from importlib.resources import files"),
        ("tansiq.words.catalogue", "from pathlib import Path"),
        ("tansiq.ledger.keys", "from cryptography import x\nx.Ed25519PrivateKey.generate()"),
        ("tansiq.ledger.keys", "import uuid\nuuid.uuid4()"),
        ("tansiq.link.exchange", "import asyncio"),
    ],
)
def test_a_planted_breach_is_found(module: str, source: str) -> None:
    assert find_breaches(source, module) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tansiq.node.orders.submit", "from tansiq.airspace import conflict\nimport time"),
        ("tansiq.link.transport", "import asyncio, ssl"),
        ("tansiq.cli.commands", "from tansiq.scenario import player\nfrom tansiq.web import app"),
        ("tansiq.__main__", "from tansiq.cli.main import app"),
        ("tansiq.base.data", "from importlib.resources import files"),
        ("tansiq.coordination.holds", "from datetime import datetime\ndatetime.fromtimestamp(0)\nclock.now()"),
    ],
)
def test_what_is_allowed_is_left_alone(module: str, source: str) -> None:
    assert find_breaches(source, module) == []
