"""Commands of an officer: signing in, and being the second person."""

from __future__ import annotations

import getpass
import sys

import msgspec

from tansiq.cli.client import HERE, At, get, post, post_plain, write_token
from tansiq.cli.errors import DONE, BadInput
from tansiq.cli.output import print_json, print_table, say


class _Session(msgspec.Struct):
    token: str
    officer: str
    role: str
    party: str
    must_change: bool = False


class _Step(msgspec.Struct):
    pending: str = ""
    what: str = ""
    by: str = ""
    verb: str = ""


def sign_in(name: str, *, at: At = HERE) -> int:
    """Sign in at a node; the token is written to a file that later commands name.

    The secret is asked for at a terminal, else read from the first line of standard input. A one-time secret is
    changed at once: the new one is asked for, or read from the second line.

    Args:
        name: of the officer.
        at: which node; its token file is written.
    """
    if at.token_file is None:
        raise BadInput("no file for the token is named", where="--token-file", advice="Add --token-file FILE.")
    secret = _ask("Secret: ")
    session = post_plain(at, "/session", {"officer": name, "secret": secret}).read(_Session)
    write_token(at.token_file, session.token)
    if session.must_change:
        new = _ask("This was a one-time secret. Your own, at least 10 characters: ")
        post(at, "/session/secret", {"old": secret, "new": new})
    if at.json:
        print_json({"officer": session.officer, "role": session.role, "party": session.party})
    else:
        say(f"{session.officer} ({session.role}) is signed in at {session.party}; the token is in {at.token_file}.")
    return DONE


def pending(*, at: At = HERE) -> int:
    """List the steps that wait for a second person.

    Args:
        at: which node, and as whom.
    """
    answer = get(at, "/pending")
    if at.json:
        print_json(answer.value)
        return DONE
    steps = answer.read(list[_Step])
    print_table(("step", "what", "asked by"), ((step.pending, step.what or step.verb, step.by) for step in steps))
    return DONE


def release(step: str, *, at: At = HERE) -> int:
    """Release, as the second person, a step that another officer asked for.

    Args:
        step: as `tansiq pending` lists it.
        at: which node, and as whom.
    """
    answer = post(at, f"/pending/{step}/release", {})
    if at.json:
        print_json(answer.value)
    else:
        say(f"Step {step} is released and carried out.")
    return DONE


def _ask(prompt: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    line = sys.stdin.readline()
    if not line:
        raise BadInput("a secret is needed", where="standard input", advice="Give it as a line, or type it.")
    return line.rstrip("\n")
