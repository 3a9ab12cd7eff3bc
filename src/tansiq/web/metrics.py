"""Figures and health of a node for its operator's tools, on loopback; nothing in them names a place or a person."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from litestar import Litestar, Response, get
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from tansiq.node.node import Node
from tansiq.web.ask import Reply
from tansiq.web.endpoint import to_response
from tansiq.web.session import show_health

_UP = "up"


class NodeFigures(Collector):
    """Read from the node when asked."""

    def __init__(self, node: Node) -> None:
        self._node = node

    def collect(self) -> Iterable[Metric]:
        """Every figure as it is now."""
        node, picture = self._node, self._node.kernel.picture
        health = node.store.health()
        standing = sum(cease.stands for cease in picture.ceases.values())
        untaken = sum(row.taken_by is None for row in picture.alerts.values())
        yield CounterMetricFamily("tansiq_record_entries", "Entries of the record.", node.store.record_count())
        yield GaugeMetricFamily("tansiq_can_write", "1 while the disk takes what is decided.", node.state() == "ok")
        yield GaugeMetricFamily("tansiq_store_bytes", "Size of the record on disk.", health.size_bytes)
        yield GaugeMetricFamily("tansiq_reserve_bytes", "Disk held back for urgent messages.", health.reserve_bytes)
        yield GaugeMetricFamily("tansiq_ceases_standing", "Ceases that stand.", standing)
        yield GaugeMetricFamily("tansiq_alerts_untaken", "Alerts that nobody has taken.", untaken)
        yield from self._lines()

    def _lines(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("tansiq_line_up", "1 while a line is up.", labels=["peer"])
        aside = GaugeMetricFamily("tansiq_line_set_aside", "Messages set aside and not cleared.", labels=["peer"])
        anew = CounterMetricFamily(
            "tansiq_line_begun_anew", "Times a line stayed in checking and was dialled anew.", labels=["peer"]
        )
        chains = ["peer", "chain"]
        signed = CounterMetricFamily("tansiq_line_signed", "Messages signed on a chain.", labels=chains)
        receipted = CounterMetricFamily("tansiq_line_receipted", "Messages the peer has receipted.", labels=chains)
        waiting = GaugeMetricFamily("tansiq_line_waiting", "Messages that wait to be signed.", labels=chains)
        for line in self._node.line_views():
            up.add_metric([line.peer], line.state == _UP)
            aside.add_metric([line.peer], line.set_aside)
            anew.add_metric([line.peer], self._node.lines.by_peer[line.peer].driver.exchange.anew_count)
            for chain, serials in line.out.items():
                labels = [line.peer, chain]
                signed.add_metric(labels, serials[0])
                receipted.add_metric(labels, serials[1])
                waiting.add_metric(labels, serials[2])
        yield from (up, aside, anew, signed, receipted, waiting)


def create_metrics_app(node: Node) -> Litestar:
    """`/metrics` in the text form that Prometheus reads, and `/health`: 200 while all is well, else 503."""
    registry = CollectorRegistry()
    registry.register(NodeFigures(node))

    @get("/metrics", status_code=200)
    async def metrics() -> Response[bytes]:
        return to_response(Reply(generate_latest(registry), media=CONTENT_TYPE_LATEST))

    @get("/health", status_code=200)
    async def health() -> Response[bytes]:
        view = show_health(node)
        return to_response(Reply(msgspec.json.encode(view), 200 if view.state == "ok" else 503))

    return Litestar([metrics, health], openapi_config=None, logging_config=None)
