"""The officers of this node: who they are, their secrets, their sessions.

Names are never given twice, so the record always says who it was. Secrets are kept as argon2id hashes, tokens as
SHA-256; neither is ever logged. Sessions and lock-outs run by the real clock, in an exercise too.

Owned by the node's loop. Hashing a secret takes long and happens in a thread, on values that do not change.
Nothing here stands before cease: an expired or locked session still says whose console it is (`find_console`).
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, TypeVar

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tansiq.base.clock import Clock
from tansiq.base.errors import BadRequest, NotAllowed, NotFound, StoreFailed
from tansiq.base.ids import OfficerId
from tansiq.base.units import MS_PER_DAY, MS_PER_S
from tansiq.coordination.noted import LocalAct
from tansiq.node.config import LANGS
from tansiq.node.keeping.folder import RandomBytes
from tansiq.node.kernel import MACHINE, MACHINE_AUTHOR, Author, Decision, Desk, Kernel
from tansiq.node.staff.roles import Officer, Role

T = TypeVar("T")
OFFICER: Final = "officer/"
SESSION: Final = "session/"
FREE_FAILURES: Final = 2
"""Wrong secrets without a delay; each further one doubles it, from 1 s on."""
MOST_DELAY_MS: Final = 15 * 60 * MS_PER_S
FORGET_MS: Final = MS_PER_DAY
"""Failures older than this no longer count."""
CONSOLE_MS: Final = 30 * MS_PER_DAY
"""So long after its end a session still tells whose console presses cease."""
MOST_REMEMBERED: Final = 10_000
"""Names whose failures are remembered; bounds memory against guessing at names."""
LEAST_SECRET: Final = 10
MOST_SECRET: Final = 200
LONG_NAME: Final = 6

_TRY_AGAIN: Final = "Type them again; the delay grows with each failure."
_NAME = re.compile(r"[^\s\x00-\x1f\x7f/:](?:[^\x00-\x1f\x7f/:]{0,54}[^\s\x00-\x1f\x7f/:])?")


class BadOfficer(BadRequest):
    """A name, role, language or secret that no officer can have."""

    code: ClassVar[str] = "bad_officer"


class NotSignedIn(NotAllowed):
    """No session, or one that has ended."""

    code: ClassVar[str] = "not_signed_in"

    def default_advice(self) -> str:
        """How to go on."""
        return "Sign in; the cease button of this console works meanwhile."


class SignInRefused(NotSignedIn):
    """Name and secret do not belong together; which of the two is wrong is not said."""

    code: ClassVar[str] = "sign_in_refused"


class LockedOut(NotAllowed):
    """Too many wrong secrets; the delay grows with each."""

    code: ClassVar[str] = "locked_out"

    def __init__(self, *, wait_ms: int) -> None:
        super().__init__(f"too many wrong secrets: wait {-(-wait_ms // MS_PER_S)} s", where="secret")
        self.wait_ms = wait_ms

    def default_advice(self) -> str:
        """What to do meanwhile."""
        return "Wait, or let another officer sign in; the cease button of this console works meanwhile."


@dataclass(frozen=True, slots=True)
class Effort:
    """What hashing one secret costs (argon2id)."""

    passes: int
    memory_kib: int
    lanes: int


HARD: Final = Effort(passes=3, memory_kib=64 * 1024, lanes=4)
"""The second recommendation of RFC 9106."""
LIGHT: Final = Effort(passes=1, memory_kib=1024, lanes=1)
"""For exercises, whose secrets guard nothing."""


class OfficerRow(msgspec.Struct, frozen=True):
    """An officer as kept."""

    name: OfficerId
    role: Role
    lang: str
    hash: str
    one_time: bool
    added_ms: int
    revoked_ms: int | None = None

    @property
    def officer(self) -> Officer:
        """As the rest of the node knows them."""
        return Officer(self.name, self.role, self.lang, self.one_time)


class SessionRow(msgspec.Struct, frozen=True):
    """A session as kept, under the hash of its token."""

    officer: OfficerId
    opened_ms: int
    expires_ms: int
    """Open end, by the real clock."""
    locked: bool = False
    """The console is locked: only cease, until its officer signs in anew."""


@dataclass(frozen=True, slots=True)
class Session:
    """What an officer holds after signing in."""

    token: str
    officer: Officer


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in between its beginning and the comparison of secrets."""

    name: OfficerId
    hash: str
    """Of a secret that nobody has where there is no such officer, so that both take equally long."""


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last_ms: int
    until_ms: int


class Secrets:
    """Hashing and comparing; may be called from any thread."""

    def __init__(self, effort: Effort, random_bytes: RandomBytes) -> None:
        self._hasher = PasswordHasher(effort.passes, effort.memory_kib, effort.lanes)
        self._random_bytes = random_bytes
        self.nobody = self.hash(random_bytes(32).hex())

    def hash(self, secret: str) -> str:
        return self._hasher.hash(_plain(secret), salt=self._random_bytes(16))

    def is_match(self, hash_: str, secret: str) -> bool:
        try:
            return self._hasher.verify(hash_, _plain(secret))
        except (VerificationError, InvalidHashError):
            return False

    def make_one_time(self) -> str:
        """A one-time secret: 100 bits in five groups that can be read out."""
        text = base64.b32encode(self._random_bytes(13)).decode("ascii").lower()[:20]
        return "-".join(text[at : at + 4] for at in range(0, 20, 4))


class Officers:
    """See the module's note."""

    def __init__(
        self,
        kernel: Kernel,
        *,
        wall: Clock,
        random_bytes: RandomBytes,
        session_ms: int,
        effort: Effort = HARD,
        on_changed: Callable[[], None] = lambda: None,
    ) -> None:
        """Read officers and sessions from the store.

        Args:
            kernel: keeps what is changed.
            wall: the real clock.
            random_bytes: of cryptographic quality.
            session_ms: until a session ends.
            effort: of hashing.
            on_changed: told when a change of an officer is durable.
        """
        self._kernel = kernel
        self._wall = wall
        self._random_bytes = random_bytes
        self._session_ms = session_ms
        self._on_changed = on_changed
        self.secrets = Secrets(effort, random_bytes)
        self._failures: dict[OfficerId, _Failures] = {}
        self._rows: dict[OfficerId, OfficerRow] = {}
        self._sessions: dict[str, SessionRow] = {}
        self._unkept: set[str] = set()
        """Keys of sessions that the disk has not taken yet; they are good all the same."""
        self.reload()

    def reload(self) -> None:
        """Read everything anew; after the store failed."""
        store = self._kernel.store
        rows = [msgspec.json.decode(raw, type=OfficerRow) for raw in store.meta_under(OFFICER).values()]
        self._rows = {row.name: row for row in rows}
        unkept = {key: session for key, session in self._sessions.items() if key in self._unkept}
        self._sessions = unkept | {
            key.removeprefix(SESSION): msgspec.json.decode(raw, type=SessionRow)
            for key, raw in store.meta_under(SESSION).items()
        }

    def roster(self) -> tuple[OfficerRow, ...]:
        """All officers, revoked ones too, by name."""
        return tuple(row for _, row in sorted(self._rows.items()))

    def find(self, name: OfficerId) -> Officer | None:
        """An officer who is not revoked."""
        row = self._rows.get(name)
        return None if row is None or row.revoked_ms is not None else row.officer

    async def make_first_administrator(self, name: str, lang: str) -> Decision[str]:
        """The first officer of a new node; the value is the one-time secret.

        Raises:
            NotAllowed: there are officers already.
        """
        if self._rows:
            raise NotAllowed("this node has officers already", where="officer")
        return await self.add(name, Role.ADMINISTRATOR, lang, by=MACHINE_AUTHOR)

    async def add(self, name: str, role: Role, lang: str, *, by: Author) -> Decision[str]:
        """Add an officer; the value is the one-time secret, which is shown once and kept nowhere.

        Raises:
            BadOfficer: a name of another form, or one that was given before.
        """
        officer = self._check_name(name)
        if lang not in LANGS:
            raise BadOfficer(f"{lang!r} is none of {', '.join(LANGS)}", where="lang")
        secret = self.secrets.make_one_time()
        hash_ = await asyncio.to_thread(self.secrets.hash, secret)
        self._check_name(name)
        row = OfficerRow(officer, role, lang, hash_, one_time=True, added_ms=self._kernel.clock.now_ms())
        return self._change(row, "officer_added", by, secret)

    def revoke(self, name: OfficerId, *, by: Author) -> Decision[None]:
        """End an officer's rights at once, open sessions included. The name stays taken.

        Raises:
            NotFound: no such officer.
            BadOfficer: the last administrator.
        """
        row = self._get(name)
        active = [each for each in self._rows.values() if each.role is Role.ADMINISTRATOR and each.revoked_ms is None]
        if active == [row]:
            advice = "Add another administrator first."
            raise BadOfficer(f"{name} is the last administrator", where="officer", advice=advice)
        gone = [key for key, session in self._sessions.items() if session.officer == name]
        for key in gone:
            del self._sessions[key]
        revoked = msgspec.structs.replace(row, revoked_ms=self._kernel.clock.now_ms())
        return self._change(revoked, "officer_revoked", by, None, meta=dict.fromkeys(map(_session_key, gone)))

    async def sign_in(self, name: str, secret: str) -> Decision[Session]:
        """Open a session; it is good at once, whatever the disk does.

        Raises:
            SignInRefused, LockedOut.
        """
        attempt = self.begin_sign_in(name)
        matched = await asyncio.to_thread(self.secrets.is_match, attempt.hash, secret)
        return self.finish_sign_in(attempt, matched=matched)

    def begin_sign_in(self, name: str) -> Attempt:
        """First part: judged by delay; counts as a failure until it succeeds, so that many at once gain nothing.

        Raises:
            LockedOut.
        """
        officer = OfficerId(unicodedata.normalize("NFC", name)[:64])
        now_ms = self._wall.now_ms()
        failures = self._failures.get(officer)
        if failures is not None and now_ms < failures.until_ms:
            raise LockedOut(wait_ms=failures.until_ms - now_ms)
        self._count_failure(officer, now_ms)
        row = self._rows.get(officer)
        return Attempt(officer, self.secrets.nobody if row is None or row.revoked_ms is not None else row.hash)

    def finish_sign_in(self, attempt: Attempt, *, matched: bool) -> Decision[Session]:
        """Last part, after the secret was compared.

        Raises:
            SignInRefused.
        """
        row = self._rows.get(attempt.name)
        # The row may have changed while the secret was compared.
        if not matched or row is None or row.hash != attempt.hash or row.revoked_ms is not None:
            raise SignInRefused("name and secret do not belong together", where="secret", advice=_TRY_AGAIN)
        self._failures.pop(attempt.name, None)
        token = base64.urlsafe_b64encode(self._random_bytes(32)).decode("ascii").rstrip("=")
        now_ms = self._wall.now_ms()
        session = SessionRow(row.name, now_ms, now_ms + self._session_ms)
        outdated = [key for key, each in self._sessions.items() if each.expires_ms + CONSOLE_MS <= now_ms]

        def work(desk: Desk) -> Session:
            desk.extras.meta.update(dict.fromkeys(map(_session_key, outdated)))
            if _digest(token) in self._sessions:  # not ended while the disk refused
                desk.extras.meta[_session_key(_digest(token))] = msgspec.json.encode(session)
            desk.note(LocalAct("signed_in", (("officer", row.name), ("role", row.role))))
            return Session(token, row.officer)

        def kept(error: StoreFailed | None) -> None:
            if error is None:
                self._unkept.discard(_digest(token))

        def open_session() -> Decision[Session]:
            # Urgent: whoever wants to press cease signs in first, and no full disk stands before that (I4).
            decision = self._kernel.run(work, Author(row.name, row.lang), again=open_session)
            decision.when_settled(kept)
            return decision

        for key in outdated:
            del self._sessions[key]
        self._sessions[_digest(token)] = session
        self._unkept.add(_digest(token))
        return open_session()

    def find_session(self, token: str) -> Officer | None:
        """Who is signed in with this token; None where nobody is, any longer."""
        session = self._sessions.get(_digest(token))
        if session is None or session.locked or self._wall.now_ms() >= session.expires_ms:
            return None
        return self.find(session.officer)

    def find_console(self, token: str) -> OfficerId | None:
        """Author of a cease from a console whose session was locked or has run out; None for a foreign token."""
        session = self._sessions.get(_digest(token))
        if session is None or self.find(session.officer) is None:
            return None
        return OfficerId(f"console:{session.officer}")

    def lock(self, token: str) -> Decision[None]:
        """Lock a console; its token is good for cease only."""
        session = self._sessions.get(_digest(token))
        if session is None:
            raise NotSignedIn("no such session", where="session")
        return self._keep_session(token, msgspec.structs.replace(session, locked=True), "console_locked")

    def sign_out(self, token: str) -> Decision[None]:
        """End a session; its console no longer ceases either."""
        if _digest(token) not in self._sessions:
            raise NotSignedIn("no such session", where="session")
        return self._keep_session(token, None, "signed_out")

    async def change_secret(self, token: str, old: str, new: str) -> Decision[None]:
        """Give the signed-in officer a new secret; all other sessions of theirs end.

        Raises:
            NotSignedIn, SignInRefused, BadOfficer.
        """
        officer = self.find_session(token)
        if officer is None:
            raise NotSignedIn("no such session", where="session")
        _check_secret(officer.name, old, new)
        attempt = self.begin_sign_in(officer.name)
        if not await asyncio.to_thread(self.secrets.is_match, attempt.hash, old):
            raise SignInRefused("that is not the present secret", where="old", advice=_TRY_AGAIN)
        hash_ = await asyncio.to_thread(self.secrets.hash, new)
        row = self._get(officer.name)
        if row.hash != attempt.hash or row.revoked_ms is not None:
            raise SignInRefused("that is not the present secret", where="old", advice=_TRY_AGAIN)
        self._failures.pop(officer.name, None)
        others = [key for key, each in self._sessions.items() if each.officer == row.name and key != _digest(token)]
        for key in others:
            del self._sessions[key]
        changed = msgspec.structs.replace(row, hash=hash_, one_time=False)
        by = Author(row.name, row.lang)
        return self._change(changed, "secret_changed", by, None, meta=dict.fromkeys(map(_session_key, others)))

    def _change(
        self, row: OfficerRow, what: str, by: Author, value: T, *, meta: dict[str, bytes | None] | None = None
    ) -> Decision[T]:
        def work(desk: Desk) -> T:
            desk.extras.meta.update({OFFICER + row.name: msgspec.json.encode(row), **(meta or {})})
            desk.note(LocalAct(what, (("officer", row.name), ("role", row.role))))
            return value

        decision = self._kernel.run(work, by)
        self._rows[row.name] = row
        decision.when_settled(self._tell)
        return decision

    def _keep_session(self, token: str, session: SessionRow | None, what: str) -> Decision[None]:
        key = _digest(token)
        row = self._get(self._sessions[key].officer)

        def work(desk: Desk) -> None:
            desk.extras.meta[_session_key(key)] = None if session is None else msgspec.json.encode(session)
            desk.note(LocalAct(what, (("officer", row.name),)))

        decision = self._kernel.run(work, Author(row.name, row.lang))
        if session is None:
            del self._sessions[key]
        else:
            self._sessions[key] = session
        return decision

    def _tell(self, error: StoreFailed | None) -> None:
        if error is None:
            self._on_changed()

    def _get(self, name: OfficerId) -> OfficerRow:
        if name not in self._rows:
            raise NotFound(f"no officer is called {name}", where="officer")
        return self._rows[name]

    def _check_name(self, name: str) -> OfficerId:
        officer = OfficerId(unicodedata.normalize("NFC", name))
        if not _NAME.fullmatch(officer):
            advice = "1 to 56 printable characters without a colon or slash, no space at either end."
            raise BadOfficer(f"{name!r} cannot be an officer's name", where="name", advice=advice)
        if officer.casefold() in {MACHINE, *(each.casefold() for each in self._rows)}:
            raise BadOfficer(
                f"{officer} is taken", where="name", advice="Names are given once, for good: take another."
            )
        return officer

    def _count_failure(self, name: OfficerId, now_ms: int) -> None:
        former = self._failures.get(name)
        count = 1 if former is None or now_ms - former.last_ms >= FORGET_MS else former.count + 1
        # The cap on the exponent keeps the number small whatever an attacker counts up to.
        steps = min(count - FREE_FAILURES, 20)
        delay_ms = min(MS_PER_S << (steps - 1), MOST_DELAY_MS) if steps > 0 else 0
        self._failures[name] = _Failures(count, now_ms, now_ms + delay_ms)
        if len(self._failures) > MOST_REMEMBERED:
            del self._failures[min(self._failures, key=lambda each: self._failures[each].last_ms)]


def author_of(officer: Officer, releaser: OfficerId | None = None) -> Author:
    """The officer as the author of a decision."""
    return Author(officer.name, officer.lang, releaser)


def _check_secret(name: OfficerId, old: str, new: str) -> None:
    if not LEAST_SECRET <= len(new) <= MOST_SECRET:
        raise BadOfficer(f"a secret has {LEAST_SECRET} to {MOST_SECRET} characters", where="new")
    # A short name is found in a good secret by chance.
    holds_name = len(name) >= LONG_NAME and name.casefold() in new.casefold()
    if _plain(new) == _plain(old) or holds_name:
        advice = "Choose one that is not the old one and does not hold your name."
        raise BadOfficer("this secret is too easily guessed", where="new", advice=advice)


def _plain(secret: str) -> str:
    """One form, however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", secret)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _session_key(digest: str) -> str:
    return SESSION + digest
