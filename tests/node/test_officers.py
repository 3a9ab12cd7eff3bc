"""Officers: secrets, sessions, lock-outs, roles; and that nothing of it stands before cease."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from tansiq.base.errors import NotAllowed, NotFound
from tansiq.base.ids import OfficerId
from tansiq.node.kernel import Author, Decision
from tansiq.node.staff.officers import LIGHT, BadOfficer, LockedOut, Officers, SignInRefused, author_of
from tansiq.node.staff.roles import (
    PERMISSIONS,
    TWO_PERSONS,
    Officer,
    Role,
    RoleNotAllowed,
    SecretMustChange,
    Verb,
    check_may,
)
from tests.node.small import Small, make_chance

T = TypeVar("T")
HOUR_MS = 3_600_000
BY = Author(OfficerId("adam"), "en")
OWN_SECRET = "a long enough secret"


class Desk:
    """A node with its first administrator, adam."""

    def __init__(self) -> None:
        self.small = Small()
        self.changes = 0
        self.officers = self.read_again()
        self.secret = self.wait(self.officers.make_first_administrator("adam", "en"))

    def read_again(self) -> Officers:
        return Officers(
            self.small.kernel,
            wall=self.small.wall,
            random_bytes=make_chance(len(self.small.acts()) + 1),
            session_ms=12 * HOUR_MS,
            effort=LIGHT,
            on_changed=self.count,
        )

    def count(self) -> None:
        self.changes += 1

    def wait(self, coming: Coroutine[Any, Any, Decision[T]]) -> T:
        return self.small.settle(asyncio.run(coming))

    def add(self, name: str, role: Role = Role.WATCH) -> str:
        return self.wait(self.officers.add(name, role, "ar", by=BY))

    def sign_in(self, name: str, secret: str) -> str:
        return self.wait(self.officers.sign_in(name, secret)).token


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_first_administrator_has_a_secret_that_opens_one_thing(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    adam = desk.officers.find_session(token)
    assert adam is not None
    assert (adam.role, adam.must_change) == (Role.ADMINISTRATOR, True)
    with pytest.raises(SecretMustChange):
        check_may(adam, Verb.OFFICERS_CHANGE)
    check_may(adam, Verb.CEASE)
    desk.wait(desk.officers.change_secret(token, desk.secret, OWN_SECRET))
    adam = desk.officers.find_session(token)
    assert adam is not None
    check_may(adam, Verb.OFFICERS_CHANGE)


def test_there_is_only_one_first_administrator(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        asyncio.run(desk.officers.make_first_administrator("eve", "en"))


def test_the_old_secret_is_good_for_nothing_after_a_change(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    desk.wait(desk.officers.change_secret(token, desk.secret, OWN_SECRET))
    with pytest.raises(SignInRefused):
        asyncio.run(desk.officers.sign_in("adam", desk.secret))
    assert desk.sign_in("adam", OWN_SECRET)


def test_a_change_of_secret_ends_the_other_sessions(desk: Desk) -> None:
    first, second = desk.sign_in("adam", desk.secret), desk.sign_in("adam", desk.secret)
    desk.wait(desk.officers.change_secret(second, desk.secret, OWN_SECRET))
    assert desk.officers.find_session(first) is None
    assert desk.officers.find_session(second) is not None
    assert desk.read_again().find_session(first) is None


def test_a_weak_new_secret_is_refused(desk: Desk) -> None:
    desk.add("hannah1")
    token = desk.sign_in("adam", desk.secret)
    for new in ("short", desk.secret, "x" * 201):
        with pytest.raises(BadOfficer):
            asyncio.run(desk.officers.change_secret(token, desk.secret, new))


def test_officers_and_sessions_survive_a_restart(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    again = desk.read_again()
    assert again.find_session(token) == desk.officers.find_session(token)
    assert [row.name for row in again.roster()] == ["adam"]


def test_neither_secret_nor_token_is_kept_as_it_is(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    kept = b"".join(desk.small.store.meta_under("").values()) + "".join(desk.small.store.meta_under("")).encode()
    assert desk.secret.encode() not in kept
    assert token.encode() not in kept


def test_a_session_ends_by_the_real_clock_and_its_console_still_ceases(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    desk.small.clock.move_to(desk.small.clock.now_ms() + 400 * HOUR_MS)
    assert desk.officers.find_session(token) is not None
    desk.small.wall.move_to(desk.small.wall.now_ms() + 12 * HOUR_MS)
    assert desk.officers.find_session(token) is None
    assert desk.officers.find_console(token) == "console:adam"


def test_a_locked_console_keeps_its_cease_and_nothing_else(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    desk.small.settle(desk.officers.lock(token))
    assert desk.officers.find_session(token) is None
    assert desk.officers.find_console(token) == "console:adam"
    assert desk.read_again().find_session(token) is None


def test_a_console_that_signed_out_or_never_signed_in_is_nobody_s(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    desk.small.settle(desk.officers.sign_out(token))
    assert desk.officers.find_console(token) is None
    assert desk.officers.find_console("made up") is None


def test_revoking_ends_open_sessions_and_the_name_stays_taken(desk: Desk) -> None:
    secret = desk.add("wafa")
    token = desk.sign_in("wafa", secret)
    desk.small.settle(desk.officers.revoke(OfficerId("wafa"), by=BY))
    assert desk.officers.find_session(token) is None
    assert desk.officers.find_console(token) is None
    with pytest.raises(SignInRefused):
        asyncio.run(desk.officers.sign_in("wafa", secret))
    with pytest.raises(BadOfficer, match="taken"):
        desk.add("Wafa")


def test_the_last_administrator_is_not_revoked(desk: Desk) -> None:
    with pytest.raises(BadOfficer, match="last administrator"):
        desk.officers.revoke(OfficerId("adam"), by=BY)
    desk.add("eve", Role.ADMINISTRATOR)
    desk.small.settle(desk.officers.revoke(OfficerId("adam"), by=BY))
    with pytest.raises(NotFound):
        desk.officers.revoke(OfficerId("nobody"), by=BY)


def test_every_change_is_in_the_record_and_told(desk: Desk) -> None:
    desk.add("wafa")
    desk.small.settle(desk.officers.revoke(OfficerId("wafa"), by=BY))
    assert desk.small.acts() == ["officer_added", "officer_added", "officer_revoked"]
    assert desk.changes == 3


@pytest.mark.parametrize("name", ["", " x", "x ", "a/b", "console:x", "machine", "a\nb", "x" * 57])
def test_a_name_that_would_mislead_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadOfficer):
        desk.add(name)


def test_an_officer_s_name_may_be_in_any_script(desk: Desk) -> None:
    assert desk.sign_in("وفاء", desk.add("وفاء"))


def test_wrong_secrets_lock_out_for_longer_and_longer(desk: Desk) -> None:
    waits_s = []
    for _ in range(8):
        with pytest.raises(SignInRefused):
            asyncio.run(desk.officers.sign_in("adam", "wrong"))
        try:
            desk.officers.begin_sign_in("adam")
        except LockedOut as locked:
            waits_s.append(locked.wait_ms // 1000)
            desk.small.wall.move_to(desk.small.wall.now_ms() + locked.wait_ms)
    assert waits_s == sorted(waits_s)
    assert (waits_s[0], waits_s[-1]) == (1, 64)


def test_the_right_secret_does_not_open_during_a_lock_out_and_does_after(desk: Desk) -> None:
    for _ in range(3):
        with pytest.raises(SignInRefused):
            asyncio.run(desk.officers.sign_in("adam", "wrong"))
    with pytest.raises(LockedOut) as caught:
        asyncio.run(desk.officers.sign_in("adam", desk.secret))
    desk.small.wall.move_to(desk.small.wall.now_ms() + caught.value.wait_ms)
    assert desk.sign_in("adam", desk.secret)
    for _ in range(2):
        with pytest.raises(SignInRefused):
            asyncio.run(desk.officers.sign_in("adam", "wrong"))


def test_an_unknown_name_is_treated_as_a_known_one_with_a_wrong_secret(desk: Desk) -> None:
    def refuse(name: str) -> list[str]:
        said = []
        for _ in range(4):
            with pytest.raises(NotAllowed) as caught:
                asyncio.run(desk.officers.sign_in(name, "wrong"))
            said.append(f"{caught.value.code} {caught.value}")
        return said

    assert refuse("adam") == refuse("nobody")


def test_a_secret_that_changed_while_it_was_compared_opens_nothing(desk: Desk) -> None:
    token = desk.sign_in("adam", desk.secret)
    attempt = desk.officers.begin_sign_in("adam")
    desk.wait(desk.officers.change_secret(token, desk.secret, OWN_SECRET))
    with pytest.raises(SignInRefused):
        desk.officers.finish_sign_in(attempt, matched=True)


def test_every_verb_has_a_row_and_every_role_may_cease() -> None:
    assert set(PERMISSIONS) == set(Verb)
    assert all(PERMISSIONS.values())
    assert PERMISSIONS[Verb.CEASE] == set(Role)


def test_the_administrator_has_no_operational_word() -> None:
    may = {verb for verb, roles in PERMISSIONS.items() if Role.ADMINISTRATOR in roles}
    administrative = {Verb.OFFICERS_SEE, Verb.OFFICERS_CHANGE, Verb.LINES_PAIR, Verb.LINE_CONFIRM, Verb.LINE_REVOKE,
                      Verb.LINE_ADDRESSES}  # fmt: skip
    assert may == administrative | {Verb.KEY_ROTATE, Verb.CEASE, Verb.SEE, Verb.TEST, Verb.NOTIFIER_TEST}


def test_a_verifier_only_checks_and_an_observer_only_sees() -> None:
    def may(role: Role) -> set[Verb]:
        return {verb for verb, roles in PERMISSIONS.items() if role in roles}

    assert may(Role.VERIFIER) == {Verb.VERIFY, Verb.SEE, Verb.CEASE}
    assert may(Role.OBSERVER) == {Verb.SEE, Verb.CEASE}
    assert may(Role.WATCH) - may(Role.COMMANDER) == set()


def test_nothing_that_stops_takes_two_persons() -> None:
    assert not TWO_PERSONS & {Verb.CEASE, Verb.TAKE_CEASE, Verb.AGREEMENT_SUSPEND, Verb.DOUBT}
    assert Verb.RESUME in TWO_PERSONS


def test_a_refusal_names_who_may() -> None:
    officer = Officer(OfficerId("olga"), Role.OBSERVER, "ru")
    with pytest.raises(RoleNotAllowed) as caught:
        check_may(officer, Verb.SUBMIT)
    assert "commander, watch" in caught.value.advice()
    assert author_of(officer, OfficerId("ivan")) == Author(OfficerId("olga"), "ru", OfficerId("ivan"))
