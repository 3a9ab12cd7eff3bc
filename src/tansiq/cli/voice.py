"""Commands for the voice line: read a form out, type what was heard, compare; with check words that find each slip."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, Answer, At, get, post
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, print_table, say
from tansiq.wire.voice import VoiceLine, parse_voice, split_parts, write_voice

Flag = Annotated[bool, Parameter(negative=())]
_STDIN = Path("-")


class _Form(msgspec.Struct):
    revision: str
    text: str


class _Element(msgspec.Struct):
    name: str
    sent_text: str = ""
    read_back_text: str | None = None
    same: bool = False


class _Heard(msgspec.Struct):
    same: bool
    elements: tuple[_Element, ...]


class _Readback(msgspec.Struct):
    party: str
    by: str
    elements: tuple[_Element, ...] = ()


class _Item(msgspec.Struct):
    hash: str
    readbacks: tuple[_Readback, ...] = ()


class _Health(msgspec.Struct):
    party: str = ""


def show(item: str, *, at: At = HERE) -> int:
    """Print the form to read out: an item of ours as it stands, another party's as we have read it back.

    Args:
        item: its id.
        at: which node, and as whom.
    """
    found = get(at, f"/items/{item}/voice")
    if at.json:
        print_json(found.value)
    else:
        say(found.read(_Form).text)
    return DONE


def read_back(item: str, typed: Path = _STDIN, *, revision: str = "", at: At = HERE) -> int:
    """Take down what another party reads out, as our readback of its item; both machines compare each element.

    Args:
        item: its id.
        typed: file with the form as typed from hearing; left out: standard input.
        revision: hash of the exact revision; left out: the one that the node has, whose first figures are read out too.
        at: which node, and as whom.
    """
    parts = split_parts(_read(typed))
    for part in parts:
        parse_voice(part)
    party = get(at, "/health").read(_Health).party
    revision = revision or get(at, f"/items/{item}").read(_Item).hash
    for part in parts:
        answered = post(at, f"/items/{item}/readback", {"revision": revision, "voice": part})
    given = [each for each in answered.read(_Item).readbacks if each.party == party]
    return _compare(at, answered, tuple(element for each in given for element in each.elements))


def compare(item: str, typed: Path = _STDIN, *, at: At = HERE) -> int:
    """Compare what another party reads back by voice with our item; nothing is kept and nobody is told.

    Args:
        item: its id.
        typed: file with the form as typed from hearing; left out: standard input.
        at: which node, and as whom.
    """
    text = _read(typed)
    for part in split_parts(text):
        parse_voice(part)
    answered = post(at, f"/items/{item}/voice", {"text": text})
    return _compare(at, answered, answered.read(_Heard).elements)


def write(*lines: str) -> int:
    """Write any lines, such as "message: crews are leaving", as a form to read out. Needs no node.

    Args:
        lines: each a name, a colon and words.
    """
    made = []
    for line in lines:
        name, colon, words = line.partition(":")
        if not colon or not name.strip() or not words.strip():
            raise BadInput(
                f"{line[:40]!r} is no name, colon and words", where="LINES", advice='Write "message: words".'
            )
        made.append(VoiceLine(name.strip().lower(), words.strip()))
    say(write_voice(made))
    return DONE


def check(typed: Path = _STDIN, *, json: Flag = False) -> int:
    """Check the words of any form as typed from hearing, and print what was meant. Needs no node.

    Args:
        typed: file; left out: standard input.
        json: print for programs.
    """
    parts = [parse_voice(part) for part in split_parts(_read(typed))]
    if json:
        print_json([{"name": line.name, "text": line.text} for part in parts for line in part])
    else:
        say(*(f"{line.name}: {line.text}" for part in parts for line in part))
    return DONE


def _compare(at: At, answered: Answer, elements: tuple[_Element, ...]) -> int:
    """Every element beside what was heard; refused where one differs or is missing."""
    if at.json:
        print_json(answered.value)
    else:
        print_table(
            ("element", "sent", "heard", ""),
            (
                (each.name, each.sent_text, each.read_back_text or "–", "same" if each.same else "DIFFERS")
                for each in elements
            ),
        )
    return DONE if elements and all(each.same for each in elements) else REFUSED


def _read(typed: Path) -> str:
    try:
        text = sys.stdin.read() if typed == _STDIN else typed.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read: {error}", where=str(typed)) from None
    if not text.strip():
        raise BadInput("nothing was typed", where=str(typed), advice="Type the form line by line, as it is read out.")
    return text
