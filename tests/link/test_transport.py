"""Real sockets and real TLS on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.connection import Connection
from websockets.exceptions import InvalidStatus, WebSocketException

from tansiq.base.ids import PartyId
from tansiq.ledger.envelope import Chain
from tansiq.link import events as ev
from tansiq.link.room import find_room_bytes
from tansiq.link.tls import make_client_context
from tansiq.link.transport import LINE_PATH
from tests.link.centres import (
    IDENTITIES,
    STRANGER,
    Centre,
    identity,
    run,
    until,
)
from tests.link.desk import NORTH, SOUTH, Desk


def test_messages_go_both_ways_and_are_receipted(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            for at in range(50):
                for centre in (north, south):
                    centre.write(Chain.URGENT if at % 5 == 0 else Chain.ORDINARY, text="x" * 400 * at)
            await until(lambda: north.desk.may_sign and north.driver.is_idle() and south.driver.is_idle())
            assert north.desk.record.held == south.desk.record.own
            assert south.desk.record.held == north.desk.record.own
            assert north.desk.exchange.state is ev.LineState.UP

    run(script)


def test_both_dial_and_the_line_stands_once(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            dialling = asyncio.create_task(north.dialler(south.port).run())
            await until(lambda: len([c for c in north.desk.told if isinstance(c, ev.Checked)]) == 2)
            south.write(Chain.URGENT)
            await until(lambda: south.driver.is_idle() and bool(north.desk.acted))
            # It comes over both connections, and is handed over again where the first was already done.
            assert set(north.desk.acted) == {1}
            assert north.desk.record.held == south.desk.record.own
            dialling.cancel()

    run(script)


def test_line_goes_on_where_it_was_after_every_cut(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            for turn in range(5):
                for _ in range(60):
                    south.write(text="x" * 4_000)
                least = 60 * turn + 5
                await until(
                    lambda least=least: south.desk.may_sign and len(north.desk.record.held[Chain.ORDINARY]) > least  # type: ignore[misc]
                )
                for ws in list(north.server._open):
                    ws.transport.abort()
            await until(south.driver.is_idle)
            assert len(north.desk.record.held[Chain.ORDINARY]) == 300

    run(script)


def test_port_that_opens_late_is_found_by_trying_again(tmp_path: Path) -> None:
    async def script() -> None:
        first = Centre(Desk(NORTH), tmp_path)
        async with first.running():
            port = first.port
        north, south = Centre(Desk(NORTH, first.desk.record), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with south.running(dial=port):
            south.write()
            await asyncio.sleep(0.1)
            async with north.running(port=port):
                await until(south.driver.is_idle)
                assert north.desk.record.held == south.desk.record.own

    run(script)


def test_node_killed_and_started_again_is_taken(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running():
            async with south.running(dial=north.port):
                south.write()
                await until(lambda: south.desk.may_sign and south.driver.is_idle())
            again = Centre(Desk(SOUTH, south.desk.record), tmp_path)
            async with again.running(dial=north.port):
                again.write()
                await until(lambda: again.desk.may_sign and again.driver.is_idle())
                assert len(north.desk.record.held[Chain.ORDINARY]) == 2

    run(script)


def test_host_that_fails_gets_the_message_again(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign)
            north.failing = True
            south.write()
            await asyncio.sleep(0.2)
            assert not south.driver.is_idle()
            north.failing = False
            await until(south.driver.is_idle)
            assert north.desk.record.held == south.desk.record.own

    run(script)


def test_backlog_whose_loading_failed_is_loaded_later(tmp_path: Path) -> None:
    async def script() -> None:
        north, record = Centre(Desk(NORTH), tmp_path), Desk(SOUTH)
        for _ in range(3):
            record.write()
        south = Centre(Desk(SOUTH, record.record), tmp_path)
        async with north.running(), south.running(dial=north.port):
            keep = south.desk.obey

            def refuse_first(command: ev.Command) -> list[ev.Event]:
                south.desk.obey = keep if isinstance(command, ev.LoadOwn) else refuse_first  # type: ignore[method-assign]
                if isinstance(command, ev.LoadOwn):
                    raise OSError("the disk is away")
                return keep(command)

            south.desk.obey = refuse_first  # type: ignore[method-assign]
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            assert north.desk.record.held == south.desk.record.own

    run(script)


def test_stranger_is_not_let_in_and_the_port_tells(tmp_path: Path) -> None:
    async def script() -> None:
        north = Centre(Desk(NORTH), tmp_path)
        stranger = Centre(Desk(SOUTH), tmp_path, shown=STRANGER)
        async with north.running(), stranger.running(dial=north.port):
            await until(lambda: bool(north.alarms) and stranger.tries >= 5)
            assert [alarm.code for alarm in north.alarms] == ["wrong_certificate"]
            assert north.desk.told == [] and stranger.desk.told == []

    run(script)


def test_caller_without_certificate_is_not_let_in(tmp_path: Path) -> None:
    async def script() -> None:
        north = Centre(Desk(NORTH), tmp_path)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        async with north.running():
            with pytest.raises((OSError, WebSocketException)):
                await connect(f"wss://127.0.0.1:{north.port}{LINE_PATH}", ssl=context, proxy=None)
            await until(lambda: len(north.alarms) == 1)

    run(script)


def test_dialler_hangs_up_on_a_wrong_certificate_and_tells_once(tmp_path: Path) -> None:
    async def script() -> None:
        impostor = Centre(Desk(NORTH), tmp_path, shown=STRANGER)
        south = Centre(Desk(SOUTH), tmp_path)
        async with impostor.running(), south.running(dial=impostor.port):
            await until(lambda: south.tries >= 3)
            [alarm] = south.alarms
            assert alarm.code == "wrong_certificate"
            assert alarm.facts["party"] == NORTH
            assert south.desk.told == []

    run(script)


def test_other_pinned_party_cannot_pose_as_the_peer(tmp_path: Path) -> None:
    async def script() -> None:
        north = Centre(Desk(NORTH), tmp_path, pins={PartyId("west"): STRANGER.cert_der})
        stranger = Centre(Desk(SOUTH), tmp_path, shown=STRANGER)
        async with north.running(), stranger.running(dial=north.port):
            await until(lambda: bool(north.alarms))
            assert north.desk.told == []

    run(script)


def test_old_tls_is_refused(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        context = make_client_context(*south.files, IDENTITIES[NORTH].cert_der)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
        async with north.running():
            with pytest.raises(OSError):  # an alert or a reset, whichever comes first
                await connect(f"wss://127.0.0.1:{north.port}{LINE_PATH}", ssl=context, proxy=None)

    run(script)


def test_no_other_path_is_served(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        context = make_client_context(*south.files, IDENTITIES[NORTH].cert_der)
        async with north.running():
            with pytest.raises(InvalidStatus, match="404"):
                await connect(f"wss://127.0.0.1:{north.port}/", ssl=context, proxy=None)

    run(script)


def test_revocation_cuts_the_open_connection_and_keeps_it_out(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and north.desk.may_sign)
            del north.pins[SOUTH]
            north.server.pins_changed()
            south.write()
            await until(lambda: bool(north.alarms))
            assert "not pinned" in str(north.alarms[0].facts["message"])
            assert north.desk.record.held[Chain.ORDINARY] == []

    run(script)


def test_line_paired_while_the_port_is_open_is_let_in(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        pin = north.pins.pop(SOUTH)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: bool(north.alarms))
            north.pins[SOUTH] = pin
            north.server.pins_changed()
            await until(lambda: south.desk.may_sign)

    run(script)


def test_port_in_use_is_an_error_at_the_start(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running():
            with pytest.raises(OSError, match="in use"):
                await south.server.start("127.0.0.1", north.port)

    run(script)


def test_same_arguments_make_the_same_certificate() -> None:
    assert identity("north", b"N").cert_der == IDENTITIES[NORTH].cert_der
    assert identity("north", b"N").fingerprint != STRANGER.fingerprint


def test_room_shrinks_while_bytes_wait_in_the_socket(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        context = make_client_context(*south.files, IDENTITIES[NORTH].cert_der)
        async with north.running():
            ws = await connect(f"wss://127.0.0.1:{north.port}{LINE_PATH}", ssl=context, proxy=None, max_size=None)
            await until(lambda: bool(north.server._open))
            [server_ws] = north.server._open
            assert find_room_bytes(server_ws.transport) == 16 * 1024
            ws.transport.pause_reading()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    while find_room_bytes(server_ws.transport) > 0:
                        await server_ws.send(b"x" * 200_000)
            assert find_room_bytes(server_ws.transport) <= 0
            ws.transport.abort()

    run(script)


def test_host_that_never_answers_is_given_up_and_the_line_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        north.driver._host_patience_s = 0.2
        north.delay_s = 3600.0
        async with north.running(), south.running(dial=north.port):
            await asyncio.sleep(0.1)
            assert not south.desk.may_sign
            north.delay_s = 0.0
            await until(lambda: north.desk.may_sign and south.desk.may_sign)
            south.write()
            await until(south.driver.is_idle)

    run(script)
    assert "could not carry out" in caplog.text


def test_conversation_that_its_own_end_closed_counts_as_one_that_stood(tmp_path: Path) -> None:
    """Else the waits between two tries would grow from one to the next, however long each conversation stood."""

    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        stood: list[bool] = []
        serve = south.driver.serve

        async def note(ws: Connection, *, dialled: bool, on_ready: Callable[[], None]) -> bool:
            stood.append(await serve(ws, dialled=dialled, on_ready=on_ready))
            return stood[-1]

        south.driver.serve = note  # type: ignore[method-assign, assignment]
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign)
            south.driver.tell(ev.Revoked())
            await until(lambda: bool(stood))
        assert stood[0]

    run(script)


def test_connection_that_ends_by_a_fault_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign)
            (socket,) = north.driver._sockets.values()

            def fail(piece: bytes) -> list[bytes]:
                raise KeyError("a fault of the program")

            socket.way.take = fail  # type: ignore[method-assign]
            south.write()
            await until(south.driver.is_idle)

    run(script)
    assert "ended by a fault" in caplog.text and "a fault of the program" in caplog.text
