"""One timeline from all centres' records: each message once, as its sender recorded it, and what each node found.

A message that went to several peers is one row with a receipt for each. A standing shows which holds it raised and
which it lifted against the one before it at the same centre.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tansiq.base.clock import parse_instant
from tansiq.scenario.doc import Doc
from tansiq.scenario.facts import CentreFacts, Facts
from tansiq.scenario.shapes import LANGUAGES
from tansiq.words.reasons import HoldWords, render_hold

SHOWN_LOCAL = frozenset(
    {"local.standing", "local.alert", "local.taken", "local.cease", "local.set_aside", "local.cleared", "local.draft"}
)
"""What a node noted for itself and a reader wants to see; the rest is in the centre's own record."""


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One hold as a standing named it."""

    code: str
    party: str
    turn: str = field(compare=False)
    """A hold whose turn changed is the same hold."""
    facts: tuple[tuple[str, str], ...]

    def words(self, lang: str, names: Mapping[str, str]) -> HoldWords:
        """In a language."""
        facts = {key: names.get(value, value) if key == "owner" else value for key, value in self.facts}
        return render_hold(
            self.code, facts, lang, party=names.get(self.party, self.party), turn=names.get(self.turn, self.turn)
        )


@dataclass
class Row:
    """One line of the timeline."""

    at_ms: int
    order: tuple[float, str, int]
    centre: str
    """Where it was recorded."""
    kind: str
    source: str
    author: str
    precedence: str
    texts: Mapping[str, str]
    to: list[str] = field(default_factory=list)
    receipts: dict[str, int | None] = field(default_factory=dict)
    """Party → when its node had it on disk; None: the sender has no receipt."""
    raised: tuple[HoldLine, ...] = ()
    lifted: tuple[HoldLine, ...] = ()
    cause: tuple[str, str] | None = None
    """For a standing: the party and kind of the message before it, by which it came about."""
    is_owners: bool = True
    """For a standing: of the centre's own item."""
    state: str = ""
    items: frozenset[str] = frozenset()
    """Every text in its body: ids, hashes."""


def find_ms(entry: Doc, *keys: str) -> int | None:
    """An instant of an entry; None where there is none."""
    said = entry.text(*keys)
    return parse_instant(said) if said else None


def read_timeline(facts: Facts) -> tuple[Row, ...]:
    """Every row, in the order of the exercise clock and within an instant in that of real time."""
    arrivals = find_arrivals(facts)
    rows = [row for centre in facts.centres.values() for row in _rows_of(facts, centre, arrivals)]
    return tuple(sorted(filter(_belongs_in_timeline, rows), key=lambda row: (row.at_ms, row.order)))


def _belongs_in_timeline(row: Row) -> bool:
    """A recipient's own reckoning repeats what its owner's says, except where it knows of a conflict."""
    return row.kind != "local.standing" or row.is_owners or any(hold.code == "conflict" for hold in row.raised)


def find_arrivals(facts: Facts) -> dict[tuple[str, str], int]:
    """(party, envelope's hash) → when that party's node recorded it. A receipt itself carries no instant."""
    return {
        (party, entry.text("hash")): at_ms
        for party, centre in facts.centres.items()
        for entry in centre.record(LANGUAGES[0])
        if entry.text("hash") and entry.text("source") != party and (at_ms := find_ms(entry, "at")) is not None
    }


def find_receipt_ms(entry: Doc, to: str, arrivals: Mapping[tuple[str, str], int]) -> int | None:
    """When a message that has a receipt was on disk at its recipient; None where there is no receipt."""
    if not entry.has("received_receipt"):
        return None
    said = find_ms(entry, "received_receipt", "at")
    return said if said is not None else arrivals.get((to, entry.text("hash")), find_ms(entry, "at"))


def _rows_of(facts: Facts, centre: CentreFacts, arrivals: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    texts = _texts(facts, centre)
    open_rows: dict[tuple[str, str, int], Row] = {}
    standing: dict[str, tuple[HoldLine, ...]] = {}
    own = {view.text("item") for view in centre.items() if view.text("owner") == centre.party}
    cause: tuple[str, str] | None = None
    for entry in centre.record(LANGUAGES[0]):
        kind = entry.text("kind")
        if not kind.startswith("local."):
            cause = (entry.text("source"), kind)
        is_said = entry.text("source") == centre.party and bool(entry.text("to")) and not kind.startswith("local.")
        if not is_said and kind not in SHOWN_LOCAL:
            continue
        row = _row(centre.party, entry, texts)
        if is_said:
            key = (kind, entry.text("content"), row.at_ms)
            first = open_rows.setdefault(key, row)
            first.to.append(entry.text("to"))
            first.receipts[entry.text("to")] = find_receipt_ms(entry, entry.text("to"), arrivals)
            if first is not row:
                continue
        if kind == "local.standing":
            item, holds = entry.text("body", "item"), _holds(entry)
            before = standing.get(item, ())
            row.raised = tuple(hold for hold in holds if hold not in before)
            row.lifted = tuple(hold for hold in before if hold not in holds)
            row.state = "held" if holds and entry.text("body", "state") == "submitted" else entry.text("body", "state")
            row.cause, row.is_owners = cause, item in own
            standing[item] = holds
        yield row


def _row(party: str, entry: Doc, texts: Mapping[int, Mapping[str, str]]) -> Row:
    number = entry.whole("number")
    return Row(
        at_ms=find_ms(entry, "at") or 0,
        order=(entry.number("real_ms") or 0.0, party, number),
        centre=party,
        kind=entry.text("kind"),
        source=entry.text("source"),
        author=entry.text("author"),
        precedence=entry.text("precedence"),
        texts=texts[number],
        items=frozenset(entry.at("body").walk_texts()),
    )


def _texts(facts: Facts, centre: CentreFacts) -> dict[int, dict[str, str]]:
    """Entry number → language → rendered text.

    A node knows a party by the one name that it gave itself; a reader of all centres knows it by its name in the
    language that is read, as in the holds.
    """
    found: dict[int, dict[str, str]] = {}
    for lang in LANGUAGES:
        names = party_names(facts, lang)
        own = [(_isolated(other.health.text("name")), _isolated(names[id_])) for id_, other in facts.centres.items()]
        for entry in centre.record(lang):
            text = entry.text("text")
            for given, name in own:
                text = text.replace(given, name)
            found.setdefault(entry.whole("number"), {})[lang] = text
    return {number: {lang: texts.get(lang, "") for lang in LANGUAGES} for number, texts in found.items()}


def _isolated(name: str) -> str:
    """As it stands in a rendered text."""
    return f"\u2068{name}\u2069"


def _holds(entry: Doc) -> tuple[HoldLine, ...]:
    return tuple(
        HoldLine(hold.text("code"), hold.text("party"), hold.text("turn"), _facts(hold.at("facts")))
        for hold in entry.list("body", "holds")
    )


def _facts(found: Doc) -> tuple[tuple[str, str], ...]:
    """Facts written as an object or as a list of pairs."""
    pairs = [(key, value.text()) for key, value in found.pairs()]
    pairs += [(pair.text(0), pair.text(1)) for pair in found.list()]
    return tuple(pairs)


def party_names(facts: Facts, lang: str) -> dict[str, str]:
    """Shown names of the parties."""
    return {centre.id: centre.name.get(lang) or centre.name.get("en") or centre.id for centre in facts.scenario.centres}


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line for a terminal."""

    at_ms: int
    who: str
    """``ru → tr us``, or the centre alone."""
    what: str
    raised: tuple[str, ...]
    lifted: tuple[str, ...]
    receipts: tuple[str, ...]
    """Parties that had it on disk."""
    alarm: bool


def read_text_timeline(facts: Facts, lang: str) -> tuple[TextRow, ...]:
    """The timeline in one language, for a terminal."""
    names = party_names(facts, lang)

    def in_words(holds: Sequence[HoldLine]) -> tuple[str, ...]:
        return tuple(hold.words(lang, names).what for hold in holds)

    return tuple(
        TextRow(
            row.at_ms,
            f"{row.source} → {' '.join(row.to)}" if row.to else row.centre,
            row.texts[lang],
            in_words(row.raised),
            in_words(row.lifted),
            tuple(party for party, at_ms in row.receipts.items() if at_ms is not None),
            row.kind in {"cease", "local.alert", "local.cease"},
        )
        for row in read_timeline(facts)
    )
