"""The command table, and nothing else: each line names a command and where it is carried out."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import App
from cyclopts.exceptions import CycloptsError

from tansiq import __version__
from tansiq.base.errors import TansiqError
from tansiq.cli import (
    check,
    courier,
    demo,
    geoid,
    line,
    log,
    node,
    officer,
    orders,
    places,
    replay,
    talk,
    voice,
    watching,
)
from tansiq.cli.errors import BAD_INPUT, DONE, describe, exit_code
from tansiq.cli.output import warn

app = App(
    name="tansiq",
    help="Parties who share an airspace but no command keep one another safe.",
    version=__version__,
    result_action="return_value",
)

node_app = App(name="node", help="Make, run and look after one party's node.")
node_app.command(node.init, name="init")
node_app.command(node.run, name="run")
node_app.command(node.backup, name="backup")
node_app.command(node.restore, name="restore")
node_app.command(node.verify, name="verify")
config_app = App(name="config", help="The node's settings.")
config_app.command(node.config_check, name="check")
keys_app = App(name="keys", help="Keys kept apart from the record.")
keys_app.command(node.keys_export, name="export")
keys_app.command(node.keys_import, name="import")
node_app.command(config_app)
node_app.command(keys_app)

line_app = App(name="line", help="The direct line to another party's node.")
line_app.command(line.pair, name="pair")
line_app.command(line.status, name="status")
line_app.command(line.test, name="test")
line_app.command(line.outage, name="outage")
line_app.command(line.addresses, name="addresses")
line_app.command(courier.export, name="export")
line_app.command(courier.import_, name="import")
line_app.command(courier.read_out, name="read-out")
line_app.command(courier.take_down, name="take-down")

log_app = App(name="log", help="The log of a line: shown, compared with the other end's, proved.")
log_app.command(log.show, name="show")
log_app.command(log.compare, name="compare")
log_app.command(log.verify, name="verify")
log_app.command(log.lines, name="lines")
log_app.command(log.fetch, name="fetch")
log_app.command(log.bundle, name="bundle")

voice_app = App(name="voice", help="Read an item out by voice and take it down: every word has its check word.")
voice_app.command(voice.show, name="show")
voice_app.command(voice.read_back, name="read-back")
voice_app.command(voice.compare, name="compare")
voice_app.command(voice.write, name="write")
voice_app.command(voice.check, name="check")

geoid_app = App(name="geoid", help="Mean sea level above the ellipsoid.")
geoid_app.command(geoid.install, name="install")

picture_app = App(name="picture", help="What a node knows now.")
picture_app.command(places.picture_check, name="check")

for group in (node_app, line_app, log_app, voice_app, geoid_app, picture_app):
    app.command(group)
app.command(demo.demo, name="demo")
app.command(demo.bench, name="bench")
app.command(officer.sign_in, name="sign-in")
app.command(officer.pending, name="pending")
app.command(officer.release, name="release")
app.command(orders.submit, name="submit")
app.command(orders.answer, name="answer")
app.command(orders.cease, name="cease")
app.command(orders.inside, name="inside")
app.command(orders.take, name="take")
app.command(orders.resume, name="resume")
app.command(replay.replay, name="replay")
for command in (
    talk.distress, talk.found, talk.query, talk.queries, talk.reply, talk.correct, talk.protest, talk.incident,
    talk.position, watching.duties, watching.alerts, watching.units, watching.ack, watching.reach, watching.notify,
    watching.watch, watching.executed, watching.hand_over, watching.accept,
):  # fmt: skip
    app.command(command)
app.command(places.locate, name="locate")
app.command(check.check, name="check")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    try:
        code = app(list(sys.argv[1:] if arguments is None else arguments), exit_on_error=False, print_error=True)
    except CycloptsError:
        return BAD_INPUT
    except TansiqError as error:
        warn(describe(error))
        return exit_code(error)
    except KeyboardInterrupt:
        return 130
    return code if isinstance(code, int) else DONE
