"""Ready-made small networks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sim.items import agree
from tests.sim.network import Network
from tests.sim.world import CHAIN_OF_THREE, CHAIN_OF_TWO


def _build(*pairs: tuple[str, str]) -> Iterator[Network]:
    network = Network()
    network.build(*pairs)
    for pair in pairs:
        agree(network, *pair)
    yield network
    network.close_down()


@pytest.fixture
def two() -> Iterator[Network]:
    """North and south, with an agreement in force that asks for nothing but answers."""
    yield from _build(*CHAIN_OF_TWO)


@pytest.fixture
def three() -> Iterator[Network]:
    """East, north and south; east and south know one another only by north."""
    yield from _build(*CHAIN_OF_THREE)
