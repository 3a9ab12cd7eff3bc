"""Who asks: the bearer token, the role, and the language of the answer.

1. A token of an open session is its officer; that is all that a token says.
2. For cease alone, the token of a session that was locked or has run out is its console.
3. The role must have the route's verb; a one-time secret opens only its own replacement, and cease.
4. Who checks places blind sees none: the pages that show places are closed to a verifier.
"""

from __future__ import annotations

from typing import ClassVar

from tansiq.base.errors import NotAllowed
from tansiq.node.node import Node
from tansiq.node.staff.officers import NotSignedIn
from tansiq.node.staff.roles import Officer, Role, Verb, check_may
from tansiq.words.catalogue import LANGUAGES, UnknownLanguage

_BEARER = "bearer "


class BlindOnly(NotAllowed):
    """A verifier must not have seen the place that is to be checked."""

    code: ClassVar[str] = "blind_only"

    def default_advice(self) -> str:
        """What a verifier reads instead."""
        return "Read the item's blind page; ask another officer for anything else."


def authenticate(node: Node, header: str, verb: Verb | None, *, shows_places: bool) -> tuple[Officer, str]:
    """The officer behind a request, and the token.

    Args:
        node: whose officers they are.
        header: the Authorization header as it came.
        verb: what the route lets one do; None: whatever a signed-in officer may.
        shows_places: whether the route shows where things are.

    Raises:
        NotSignedIn, RoleNotAllowed, SecretMustChange, BlindOnly.
    """
    # 1
    token = header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
    if not token:
        raise NotSignedIn("no token was sent", where="header.authorization")
    officer = node.officers.find_session(token)
    # 2
    if officer is None and verb is Verb.CEASE:
        console = node.officers.find_console(token)
        officer = None if console is None else Officer(console, Role.OBSERVER, node.config.lang)
    if officer is None:
        raise NotSignedIn("the token is not that of an open session", where="header.authorization")
    # 3
    if verb is not None:
        check_may(officer, verb)
    # 4
    if shows_places and officer.role is Role.VERIFIER:
        raise BlindOnly(f"{officer.name} checks places blind", where="officer")
    return officer, token


def choose_lang(wanted: str | None, officer: Officer) -> str:
    """The language asked for, else the officer's.

    Raises:
        UnknownLanguage.
    """
    lang = wanted or officer.lang
    if lang not in LANGUAGES:
        raise UnknownLanguage(lang[:20])
    return lang
