"""What each role may do. One table; whoever carries out an officer's order asks it first.

Cease is every role's, and nothing here stands before it. The administrator has no operational word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from tansiq.base.errors import NotAllowed
from tansiq.base.ids import OfficerId


class Role(StrEnum):
    """Of an officer; each has one."""

    WATCH = "watch"
    COMMANDER = "commander"
    VERIFIER = "verifier"
    """Blind checks of places only."""
    OBSERVER = "observer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Verb(StrEnum):
    """What an officer may ask of a node."""

    SUBMIT = "submit"
    AMEND = "amend"
    CANCEL = "cancel"
    RELEASE = "release"
    ACTIVATE = "activate"
    END = "end"
    ANSWER = "answer"
    READ_BACK = "read_back"
    DOUBT = "doubt"
    VERIFY = "verify"
    """The own blind check of a place."""
    RESOLVE = "resolve"
    CEASE = "cease"
    """Also a call of distress."""
    DISTRESS_CHECK = "distress_check"
    TAKE_CEASE = "take_cease"
    CEASE_EXECUTED = "cease_executed"
    RESUME = "resume"
    WITHDRAW_SITE = "withdraw_site"
    """Cancelling a protected site, or making it smaller."""
    AGREEMENT_DRAFT = "agreement_draft"
    AGREEMENT_OFFER = "agreement_offer"
    AGREEMENT_SIGN = "agreement_sign"
    AGREEMENT_SUSPEND = "agreement_suspend"
    AGREEMENT_RESUME = "agreement_resume"
    AGREEMENT_END = "agreement_end"
    AREA_CHANGE = "area_change"
    SHEET = "sheet"
    ASSESS = "assess"
    SITUATION = "situation"
    NOTE = "note"
    QUERY = "query"
    REPLY = "reply"
    CORRECT = "correct"
    INCIDENT = "incident"
    PROTEST = "protest"
    POSITION = "position"
    ACK = "ack"
    NAME_UNITS = "name_units"
    TEST = "test"
    OUTAGE = "outage"
    """Announcing that this node will be away."""
    TAKE_ALERT = "take_alert"
    TAKE_DUTY = "take_duty"
    SHELVE = "shelve"
    HAND_OVER = "hand_over"
    WATCH = "watch"
    CLEAR_SET_ASIDE = "clear_set_aside"
    NOTIFIER_TEST = "notifier_test"
    OFFICERS_SEE = "officers_see"
    OFFICERS_CHANGE = "officers_change"
    LINES_PAIR = "lines_pair"
    """The steps of a pairing before it is confirmed."""
    LINE_CONFIRM = "line_confirm"
    LINE_REVOKE = "line_revoke"
    LINE_ADDRESSES = "line_addresses"
    COURIER = "courier"
    """Parts of a line as a file, out and in; what was read out and typed."""
    KEY_ROTATE = "rotate_key"
    EXPORT = "export"
    SEE = "see"


_EVERY: Final = frozenset(Role)
_ON_WATCH: Final = frozenset({Role.WATCH, Role.COMMANDER})
_COMMAND: Final = frozenset({Role.COMMANDER})
_ADMINISTERS: Final = frozenset({Role.ADMINISTRATOR})

PERMISSIONS: Final[Mapping[Verb, frozenset[Role]]] = {
    Verb.SUBMIT: _ON_WATCH,
    Verb.AMEND: _ON_WATCH,
    Verb.CANCEL: _ON_WATCH,
    Verb.RELEASE: _ON_WATCH,
    Verb.ACTIVATE: _ON_WATCH,
    Verb.END: _ON_WATCH,
    Verb.ANSWER: _ON_WATCH,
    Verb.READ_BACK: _ON_WATCH,
    Verb.DOUBT: _ON_WATCH,
    Verb.VERIFY: _ON_WATCH | {Role.VERIFIER},
    Verb.RESOLVE: _COMMAND,
    Verb.CEASE: _EVERY,
    Verb.DISTRESS_CHECK: _ON_WATCH,
    Verb.TAKE_CEASE: _ON_WATCH,
    Verb.CEASE_EXECUTED: _ON_WATCH,
    Verb.RESUME: _COMMAND,
    Verb.WITHDRAW_SITE: _ON_WATCH,
    Verb.AGREEMENT_DRAFT: _COMMAND,
    Verb.AGREEMENT_OFFER: _COMMAND,
    Verb.AGREEMENT_SIGN: _COMMAND,
    Verb.AGREEMENT_SUSPEND: _COMMAND,
    Verb.AGREEMENT_RESUME: _COMMAND,
    Verb.AGREEMENT_END: _COMMAND,
    Verb.AREA_CHANGE: _COMMAND,
    Verb.SHEET: _COMMAND,
    Verb.ASSESS: _ON_WATCH,
    Verb.SITUATION: _ON_WATCH,
    Verb.NOTE: _ON_WATCH,
    Verb.QUERY: _ON_WATCH,
    Verb.REPLY: _ON_WATCH,
    Verb.CORRECT: _ON_WATCH,
    Verb.INCIDENT: _ON_WATCH,
    Verb.PROTEST: _COMMAND,
    Verb.POSITION: _ON_WATCH,
    Verb.ACK: _ON_WATCH,
    Verb.NAME_UNITS: _COMMAND,
    Verb.TEST: _ON_WATCH | _ADMINISTERS,
    Verb.OUTAGE: _ON_WATCH,
    Verb.TAKE_ALERT: _ON_WATCH,
    Verb.TAKE_DUTY: _ON_WATCH,
    Verb.SHELVE: _ON_WATCH,
    Verb.HAND_OVER: _ON_WATCH,
    Verb.WATCH: _ON_WATCH,
    Verb.CLEAR_SET_ASIDE: _ON_WATCH,
    Verb.NOTIFIER_TEST: _ON_WATCH | _ADMINISTERS,
    Verb.OFFICERS_SEE: _ADMINISTERS | {Role.AUDITOR},
    Verb.OFFICERS_CHANGE: _ADMINISTERS,
    Verb.LINES_PAIR: _ADMINISTERS,
    Verb.LINE_CONFIRM: _ADMINISTERS,
    Verb.LINE_REVOKE: _ADMINISTERS,
    Verb.LINE_ADDRESSES: _ADMINISTERS,
    Verb.COURIER: _ON_WATCH,
    Verb.KEY_ROTATE: _ADMINISTERS,
    Verb.EXPORT: frozenset({Role.AUDITOR, Role.COMMANDER}),
    Verb.SEE: _EVERY,
}
"""Who may ask what; every verb has its row."""

TWO_PERSONS: Final = frozenset({
    Verb.RESUME,
    Verb.WITHDRAW_SITE,
    Verb.AGREEMENT_OFFER,
    Verb.AGREEMENT_SIGN,
    Verb.AGREEMENT_RESUME,
    Verb.AGREEMENT_END,
    Verb.AREA_CHANGE,
    Verb.LINE_CONFIRM,
    Verb.LINE_REVOKE,
    Verb.KEY_ROTATE,
})  # fmt: skip
"""One officer asks and another, whose role also allows it, releases. Suspending an agreement takes one alone."""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person as the node knows them."""

    name: OfficerId
    role: Role
    lang: str
    must_change: bool = False
    """The secret is a one-time secret: only a new secret and cease are open."""


class RoleNotAllowed(NotAllowed):
    """The officer's role does not have this word."""

    code: ClassVar[str] = "role_not_allowed"

    def __init__(self, *, officer: OfficerId, role: Role, verb: Verb) -> None:
        super().__init__(f"{officer} is {role}; {verb} is not among what this role may do", where=verb)
        self.officer = officer
        self.role = role
        self.verb = verb

    def default_advice(self) -> str:
        """Who may."""
        return f"It may be asked by: {', '.join(sorted(PERMISSIONS[self.verb]))}."


class SecretMustChange(NotAllowed):
    """A one-time secret opens nothing but its own replacement."""

    code: ClassVar[str] = "secret_must_change"

    def default_advice(self) -> str:
        """What to do first."""
        return "Choose your own secret first; cease is open meanwhile."


def check_may(officer: Officer, verb: Verb) -> None:
    """Raise unless the officer may ask this.

    Raises:
        RoleNotAllowed: naming who may.
        SecretMustChange: the one-time secret comes first, for everything but cease.
    """
    if officer.role not in PERMISSIONS[verb]:
        raise RoleNotAllowed(officer=officer.name, role=officer.role, verb=verb)
    if officer.must_change and verb is not Verb.CEASE:
        raise SecretMustChange(f"{officer.name} still has a one-time secret", where=verb)
