"""People called by mail, webhook and a program, on real receivers; each call with its proof or its failure."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_S
from tansiq.coordination.picture import NotifiedState
from tansiq.coordination.statements import Cease, CeaseCause
from tansiq.node.config import BadConfig, parse_config
from tansiq.node.deadlines import judge_time
from tansiq.node.keeping.rows import to_entry
from tansiq.node.notify.mail import Mail, MailServer
from tansiq.node.notify.making import SecretFileUnusable, make_steps, make_ways
from tansiq.node.notify.notice import NotDelivered, Notice, Step, Way, WayName
from tansiq.node.notify.notifiers import MOST_UNDER_WAY, Notifiers
from tansiq.node.notify.siren import Siren
from tansiq.node.notify.webhook import Webhook, sign
from tansiq.node.notify.words import make_say
from tansiq.node.orders import cease
from tansiq.node.orders.cease import Call
from tests.coordination.book import ALFA, BRAVO, CEASE, NOW_MS
from tests.node.pair import Node, Pair
from tests.node.receivers import serve_hook, serve_mail

NOTICE = Notice(
    "8a0b6c1e-0000-4000-8000-000000000001", CEASE, Step.ESCALATE, "alfa", "overdue", "Cease of Bravo", NOW_MS, False
)
LEAST = 'party = "north"\nname = "North"\n[notify]\n'


def mail(port: int, **changes: str) -> Mail:
    server = MailServer("127.0.0.1", port, changes.get("security", "none"), "node@alfa.example")
    return Mail(server, ("watch@alfa.example",), ("commander@alfa.example",))


def send(way: Way, to: str, notice: Notice = NOTICE) -> str:
    return asyncio.run(way.send(notice, to))


def test_mail_is_handed_over_and_the_servers_reply_is_the_proof() -> None:
    with serve_mail() as box:
        assert send(mail(box.port), "watch@alfa.example") == "250 queued as 4711"
    (taken,) = box.taken
    assert "To: watch@alfa.example" in taken
    assert "Subject: Tansiq alfa: Cease of Bravo" in taken


def test_mail_of_an_exercise_says_so_first() -> None:
    with serve_mail() as box:
        send(mail(box.port), "watch@alfa.example", replace(NOTICE, exercise=True))
    assert "Subject: EXERCISE Tansiq alfa" in box.taken[0]


@pytest.mark.parametrize("way", ["refused", "closed"])
def test_mail_that_is_not_taken_says_why(way: str) -> None:
    with serve_mail(refused=frozenset({"watch"})) as box:
        port = box.port if way == "refused" else 9
        with pytest.raises(NotDelivered, match="550 no such person" if way == "refused" else "cannot be used"):
            send(mail(port), "watch@alfa.example")
    assert box.taken == []


def test_mail_server_without_encryption_is_not_used_where_encryption_is_asked_for() -> None:
    with serve_mail() as box, pytest.raises(NotDelivered):
        send(mail(box.port, security="starttls"), "watch@alfa.example")
    assert box.taken == []


def test_commanders_are_called_at_their_step_and_the_next_officers_at_the_others() -> None:
    way = mail(25)
    assert way.recipients(Step.COMMANDER) == ("commander@alfa.example",)
    assert way.recipients(Step.ESCALATE) == ("watch@alfa.example",)
    assert set(way.recipients(Step.TEST)) == {"commander@alfa.example", "watch@alfa.example"}


def test_webhook_posts_what_is_signed_and_the_status_is_the_proof() -> None:
    with serve_hook() as hook:
        way = Webhook(hook.url, "a secret")
        assert way.recipients(Step.ANSWER) == ("127.0.0.1",)
        assert send(way, "127.0.0.1") == "HTTP 200"
    ((headers, body),) = hook.posted
    assert headers["x-tansiq-signature"] == f"sha256={sign('a secret', body)}"
    assert json.loads(body)["text"] == "Cease of Bravo"
    assert "secret" not in repr(way)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_webhook_that_is_not_taken_is_no_delivery(status: int) -> None:
    with serve_hook(status) as hook, pytest.raises(NotDelivered, match=str(status)):
        send(Webhook(hook.url), "127.0.0.1")


def test_webhook_that_cannot_be_reached_tells_nothing_of_its_address() -> None:
    with pytest.raises(NotDelivered) as caught:
        send(Webhook("http://127.0.0.1:9/hooks/secret-path"), "127.0.0.1")
    assert "secret-path" not in str(caught.value)


def program(folder: Path, text: str) -> str:
    path = folder / "siren"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_siren_is_run_with_the_notice_and_its_exit_is_the_proof(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    words = (program(tmp_path, f'cat > {heard}; echo "$1 $TANSIQ_STEP $HOME" >> {heard}'), "a b; rm -rf x")
    assert send(Siren(words), "siren") == "ended with 0"
    first, _, rest = heard.read_text().partition("}")
    assert json.loads(first + "}")["subject"] == CEASE
    assert rest.strip() == "a b; rm -rf x escalate", "no shell between, nothing of the surroundings"


@pytest.mark.parametrize(("text", "why"), [("exit 3", "ended with 3"), ("sleep 60", "did not end")])
def test_siren_that_fails_or_hangs_is_no_delivery(tmp_path: Path, text: str, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(NotDelivered, match=why):
        send(Siren((program(tmp_path, text),), timeout_s=0.5), "siren")
    assert time.monotonic() - began < 30
    with pytest.raises(NotDelivered, match="cannot be run"):
        send(Siren((str(tmp_path / "nothing"),)), "siren")


class Floor:
    """Alfa's node with ways to people, on a loop of its own."""

    def __init__(self, *ways: Way, steps: dict[Step, tuple[str, ...]] | None = None) -> None:
        self.pair = Pair()
        self.node: Node = self.pair.alfa
        self.tasks: list[asyncio.Task[None]] = []
        everything = {step: tuple(WayName) for step in Step}
        self.notifiers = Notifiers(
            self.node.kernel, ways, steps or everything, say=make_say("en", lambda party: party.title()),
            spawn=self._spawn, tries_s=(0.0, 0.01, 0.01),
        )  # fmt: skip
        self.node.kernel.watch(self.notifiers.take)

    def _spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work, name=name))

    def stop(self, **told: str) -> None:
        self.pair.bravo.act(lambda desk: cease.cease(desk, CEASE, lines=(ALFA,), **told))  # type: ignore[arg-type]
        self.pair.settle()

    def wait(self, ms: int) -> None:
        self.pair.move_to(self.pair.alfa.clock.now_ms() + ms)
        self.node.act(judge_time)

    async def settle(self) -> None:
        while self.tasks:
            await asyncio.gather(*(self.tasks.pop() for _ in range(len(self.tasks))))
        self.node.store.flush()

    def calls(self) -> list[NotifiedState]:
        return sorted(self.node.picture.notified.values(), key=lambda row: (row.at_ms, row.step, row.way))


class Dead:
    """A way that takes nothing."""

    name = WayName.WEBHOOK

    def __init__(self, error: Exception) -> None:
        self.error, self.tried = error, 0

    def recipients(self, step: Step) -> tuple[str, ...]:
        return ("pager",)

    async def send(self, notice: Notice, to: str) -> str:
        self.tried += 1
        raise self.error


def test_stop_that_nobody_takes_calls_by_clock_and_every_call_is_in_the_record_with_its_proof(tmp_path: Path) -> None:
    async def play() -> None:
        with serve_mail() as box, serve_hook() as hook:
            steps = make_steps(parse_config(LEAST).notify)
            floor = Floor(mail(box.port), Webhook(hook.url), Siren((program(tmp_path, "exit 0"),)), steps=steps)
            floor.stop()
            for seconds in (30, 30, 30, 30):
                floor.wait(seconds * MS_PER_S)
            await floor.settle()
            made = [(call.step, call.way, call.to, call.detail) for call in floor.calls()]
            assert sorted(made) == sorted([
                ("at_once", "siren", "siren", "ended with 0"),
                ("answer", "siren", "siren", "ended with 0"),
                ("escalate", "mail", "watch@alfa.example", "250 queued as 4711"),
                ("second_path", "siren", "siren", "ended with 0"),
                ("second_path", "webhook", "127.0.0.1", "HTTP 200"),
                ("commander", "mail", "commander@alfa.example", "250 queued as 4711"),
                ("commander", "webhook", "127.0.0.1", "HTTP 200"),
            ])  # fmt: skip
            assert "not_notified" not in floor.node.alerts()
            floor.node.check_rebuilt()

    asyncio.run(play())


def test_taken_in_time_it_calls_nobody_further(tmp_path: Path) -> None:
    async def play() -> None:
        floor = Floor(Siren((program(tmp_path, "exit 0"),)))
        floor.stop()
        floor.node.act(lambda desk: cease.take(desk, CEASE))
        floor.wait(200 * MS_PER_S)
        await floor.settle()
        assert [call.step for call in floor.calls()] == ["at_once"]

    asyncio.run(play())


@pytest.mark.parametrize("error", [NotDelivered("no answer"), RuntimeError("a fault")])
def test_call_that_fails_is_tried_again_recorded_and_alerts(error: Exception) -> None:
    async def play() -> None:
        way = Dead(error)
        floor = Floor(way)
        floor.stop()
        await floor.settle()
        (call,) = floor.calls()
        assert (call.is_delivered, call.tries, way.tried) == (False, 3, 3)
        assert floor.node.alerts().count("not_notified") == 1

    asyncio.run(play())


def test_own_stop_and_the_same_stop_over_a_second_path_call_nobody_anew() -> None:
    async def play() -> None:
        way = Dead(NotDelivered("no"))
        floor = Floor(way)
        floor.node.act(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)))
        floor.pair.settle()
        floor.pair.bravo.act(lambda desk: desk.say(ALFA, Cease(CEASE, (), CeaseCause.OFFICER, (ALFA,))))
        floor.pair.settle()
        await floor.settle()
        assert floor.calls() == []

    asyncio.run(play())


def test_nothing_that_was_typed_leaves_the_node() -> None:
    async def play() -> None:
        with serve_hook() as hook:
            floor = Floor(Webhook(hook.url))
            call = Call("a bus with children", "en", "5 km east", "village clinic", "+90 000 0000")
            floor.pair.bravo.act(lambda desk: cease.distress(desk, CEASE, call, lines=(ALFA,)))
            floor.pair.settle()
            await floor.settle()
        ((_, body),) = hook.posted
        assert json.loads(body)["code"] == "distress"
        assert not any(words.encode() in body for words in (call.text, call.place, call.caller, call.number))

    asyncio.run(play())


def test_flood_of_calls_is_recorded_and_takes_no_more_than_its_room() -> None:
    async def play() -> None:
        floor = Floor(Dead(NotDelivered("no")))
        for number in range(MOST_UNDER_WAY + 3):
            id_ = f"33333333-3333-4333-8333-{number:012d}"
            floor.pair.bravo.act(lambda desk, id_=id_: cease.cease(desk, id_, lines=(ALFA,)))  # type: ignore[misc]
        floor.pair.settle()
        assert len(floor.tasks) == MOST_UNDER_WAY
        await floor.settle()
        assert sum("too many" in call.detail for call in floor.calls()) == 3

    asyncio.run(play())


def test_server_that_hangs_keeps_no_cease_waiting() -> None:
    async def play() -> None:
        with serve_mail(is_mute=True) as box:
            floor = Floor(mail(box.port))
            floor.stop()
            began = time.monotonic()
            for number in range(20):
                id_ = f"33333333-3333-4333-8333-{number:012d}"
                floor.pair.bravo.act(lambda desk, id_=id_: cease.cease(desk, id_, lines=(ALFA,)))  # type: ignore[misc]
            floor.pair.settle()
            await asyncio.sleep(0)
            assert len(floor.node.picture.ceases) == 21
            assert time.monotonic() - began < 8, "mail waits ten seconds for its server, the loop does not"
            for task in floor.tasks:
                task.cancel()
            await asyncio.gather(*floor.tasks, return_exceptions=True)

    asyncio.run(play())


def settings(text: str) -> str:
    return LEAST + text


def test_each_way_is_made_from_the_settings_with_its_secret(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "mail.secret").write_text("open sesame\n")
    (tmp_path / "mail.secret").chmod(0o600)
    config = parse_config(settings(
        'mail_host = "127.0.0.1"\nmail_from = "a@b"\nmail_user = "u"\nmail_secret_file = "mail.secret"\n'
        'officers = ["w@b"]\ncommanders = ["c@b"]\nwebhook_url = "https://h.example/x"\nsiren = ["/bin/true"]\n'
    ))  # fmt: skip
    ways = make_ways(config.notify, tmp_path)
    assert [way.name for way in ways] == list(WayName)
    assert isinstance(ways[0], Mail)
    assert ways[0].server.secret == "open sesame"
    assert "open sesame" not in f"{ways} {config} {caplog.text}"


def test_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hook.secret").write_text("x")
    (tmp_path / "hook.secret").chmod(0o644)
    config = parse_config(settings('webhook_url = "https://h.example/x"\nwebhook_secret_file = "hook.secret"\n'))
    with pytest.raises(SecretFileUnusable, match="read by others"):
        make_ways(config.notify, tmp_path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('answer = ["mail"]\n', "mail is not set up"),
        ('escalate = ["pigeon"]\n', "none of mail, webhook, siren"),
        ('siren = ["siren.sh"]\n', "whole path"),
        ('webhook_url = "ftp://h.example/"\n', "http or https"),
        ('officers = ["nobody"]\n', "no mail address"),
        ('mail_host = "m.example"\n', "mail_from is missing"),
    ],
)
def test_settings_that_would_call_nobody_are_refused(text: str, fault: str) -> None:
    with pytest.raises(BadConfig) as caught:
        parse_config(settings(text))
    assert any(fault in each.message for each in caught.value.faults)


def test_steps_of_a_node_without_any_way_call_nobody() -> None:
    notify = parse_config('party = "north"\nname = "North"\n').notify
    assert make_ways(notify, Path()) == []
    assert make_steps(notify)[Step.COMMANDER] == ("mail", "webhook")


def test_words_are_in_the_nodes_language() -> None:
    pair = Pair()
    pair.bravo.act(lambda desk: cease.cease(desk, CEASE, lines=(ALFA,), text="typed"))
    pair.settle()
    said = make_say("tr", lambda party: PartyId("Bravo"))
    rows = [to_entry(row, pair.alfa.store) for row in pair.alfa.store.record(0, 100)]
    (text,) = [said(entry) for entry in rows if isinstance(entry.statement, Cease)]
    assert text.startswith("DURDUR")
    assert "typed" not in text


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    yield
