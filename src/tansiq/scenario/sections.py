"""The report's sections of state: checks, agreements, areas, situations, sheets, accounts, proofs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tansiq.base.clock import parse_instant, write_instant
from tansiq.scenario.doc import Doc
from tansiq.scenario.facts import Facts
from tansiq.scenario.markup import Markup, code, each_language, element, in_language, join, table, typed
from tansiq.scenario.texts import label, say, word
from tansiq.scenario.timeline import party_names
from tansiq.words.catalogue import phrase_or_code, write_number

NEVER = ("draft", "offered", "signed")


def section(name: str, *content: Markup | str | None, heading: str | None = None) -> Markup:
    """One section with its heading; `name` is also its anchor."""
    return element("section", element("h2", label(heading or name)), *content, id=name)


def party(facts: Facts, id_: str) -> Markup:
    """A party's letters in a chip of its hue, with its name."""
    number = [centre.id for centre in facts.scenario.centres].index(id_) if _is_party(facts, id_) else 0
    chip = element("bdi", id_.upper(), class_=f"chip hue-{number % 5}", dir="ltr")
    return element(
        "span", chip, " ", each_language(lambda lang: party_names(facts, lang).get(id_, id_)), class_="party"
    )


def chip(facts: Facts, id_: str) -> Markup:
    """A party's letters alone."""
    number = [centre.id for centre in facts.scenario.centres].index(id_) if _is_party(facts, id_) else 0
    name = party_names(facts, "en").get(id_, id_)
    return element("bdi", id_.upper(), class_=f"chip hue-{number % 5}", dir="ltr", title=name)


def chips(facts: Facts, ids: Sequence[str]) -> Markup:
    """Several parties; a word where there are none."""
    return join(*(join(chip(facts, id_), " ") for id_ in ids)) if ids else label("nobody")


def _is_party(facts: Facts, id_: str) -> bool:
    return any(centre.id == id_ for centre in facts.scenario.centres)


def when(at_ms: int | None, *, day: bool = True) -> Markup | str:
    """An instant of the exercise clock, or a dash."""
    if at_ms is None:
        return "–"
    written = write_instant(at_ms)
    shown = f"{written[8:10]} {MONTHS[int(written[5:7]) - 1]} {written[11:].removesuffix('Z')[:8]}Z"
    return code(shown.replace(":00Z", "Z") if day else shown[7:].replace(":00Z", "Z"))


MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
"""As in a date-time group, which is the same in every language."""


def summary(facts: Facts) -> Markup:
    """How the play came out: the checks, by step."""
    met = sum(outcome.is_met for outcome in facts.outcomes)
    slow = max((outcome.real_ms for outcome in facts.outcomes if outcome.real_ms is not None), default=None)
    messages = sum(count for proof in facts.proofs for _, _, count in proof.counts)
    figures = [
        label("checks-met", met=met, all=len(facts.outcomes)),
        label("steps-played", count=len(facts.steps)),
        label("messages-on-lines", count=messages, lines=len(facts.proofs)),
        label("slowest", ms=f"{slow:.0f}") if slow is not None else None,
    ]
    rows = [
        [
            when(outcome.at_ms),
            chip(facts, outcome.party),
            code(outcome.subject),
            code(outcome.expected),
            code(outcome.seen),
            code(f"{outcome.real_ms:.0f} ms") if outcome.real_ms is not None else "",
            label("met") if outcome.is_met else element("strong", "✕ ", label("not-met"), class_="alarm"),
        ]
        for outcome in facts.outcomes
    ]
    heads = [label(name) for name in ("time", "centre", "check", "expected", "seen", "real-time", "status")]
    stopped = element("p", label("stopped", why=facts.failure), class_="stopped") if facts.failure else None
    opened = element("details", element("summary", label("check"), f" · {len(rows)}"), table(heads, rows))
    return section(
        "summary",
        stopped,
        element("ul", [element("li", figure) for figure in figures if figure is not None], class_="figures"),
        element("p", label("made-from"), class_="note"),
        opened,
    )


def all_agreements(facts: Facts) -> dict[str, Doc]:
    """Each agreement once, as the party with the furthest knowledge of it shows it."""
    found: dict[str, Doc] = {}
    for centre in facts.centres.values():
        for agreement in centre.listed("agreements"):
            known = found.get(agreement.text("agreement"))
            if known is None or len(agreement.list("signed_by")) > len(known.list("signed_by")):
                found[agreement.text("agreement")] = agreement
    return found


def agreements(facts: Facts) -> Markup:
    """Those in force against those that never were."""
    found = list(all_agreements(facts).values())
    groups: list[tuple[str, list[Doc]]] = [
        ("in-force", [agreement for agreement in found if agreement.text("status") == "in_force"]),
        ("never-in-force", [agreement for agreement in found if agreement.text("status") in NEVER]),
        ("no-longer-in-force", [each for each in found if each.text("status") not in {"in_force", *NEVER}]),
    ]
    parts = []
    for name, group in groups:
        if group:
            cards = [_agreement_card(facts, agreement, is_strong=name == "in-force") for agreement in group]
            parts += [element("h3", label(name)), element("div", cards, class_="cards")]
    return section("agreements", *parts)


def _agreement_card(facts: Facts, agreement: Doc, *, is_strong: bool) -> Markup:
    scope = label(f"scope-{agreement.text('scope')}") if agreement.text("scope") else None
    effective = agreement.text("effective")[:10].replace("-", "\u2011")  # kept on one line
    rows = [
        element("dt", label("parties")),
        element("dd", chips(facts, agreement.texts("parties"))),
        element("dt", label("scope")),
        element("dd", scope, " · ", label("effective-from", at=effective) if effective else None),
        element("dt", label("status")),
        element("dd", element("strong", word("agreement", agreement.text("status")))),
        element("dt", label("offered-by")),
        element("dd", chips(facts, [agreement.text("offered_by")] if agreement.text("offered_by") else [])),
        element("dt", label("signed-by")),
        element("dd", chips(facts, agreement.texts("signed_by"))),
    ]
    title = element("h4", typed(agreement.text("title")))
    areas = [
        element("li", typed(area.text("name")), " ", element("b", word("area", area.text("status"))))
        for area in agreement.list("areas")
    ]
    listed = element("ul", areas, class_="areas") if is_strong and areas else None
    waiting = _open_changes(facts, agreement) if is_strong else None
    return element("article", title, element("dl", rows), listed, waiting, class_="card" if is_strong else "card thin")


def _open_changes(facts: Facts, agreement: Doc) -> Markup | None:
    waiting = []
    for change in agreement.list("changes"):
        missing = [id_ for id_ in agreement.texts("parties") if id_ not in change.texts("signed_by")]
        status = change.text("status")
        if missing:
            said = each_language(
                lambda lang, status=status, missing=missing: say(  # type: ignore[misc]
                    lang,
                    "open-change",
                    status=phrase_or_code(lang, "area", status),
                    who=", ".join(party_names(facts, lang).get(id_, id_) for id_ in missing),
                )
            )
            waiting.append(element("li", code(change.text("area")), ": ", said))
    return element("ul", waiting, class_="note") if waiting else None


def situations(facts: Facts) -> Markup | None:
    """People at risk and observers, area by area, as each party told it."""
    rows = []
    for agreement in all_agreements(facts).values():
        for area in agreement.list("areas"):
            for told in area.list("situation"):
                rows.append(_situation_row(facts, area, told))
    if not rows:
        return None
    heads = [label(name) for name in ("area", "centre", "status", "people-at-risk", "observers", "cease-words")]
    return section("situations", table(heads, rows))


def _situation_row(facts: Facts, area: Doc, told: Doc) -> list[Markup | str | None]:
    short = told.whole("short") or max(0, told.whole("observers_needed") - told.whole("observers_there"))
    observers = f"{told.whole('observers_there')} / {told.whole('observers_needed')}"
    return [
        typed(area.text("name")),
        party(facts, told.text("party")),
        element("strong", label("critical")) if told.flag("critical") else "–",
        code(write_number(told.whole("population_at_risk"))),
        join(code(observers), " · ", label("too-few"), ", ", label("short-of", count=short) if short else None)
        if short
        else code(observers),
        typed(told.text("text"), told.text("lang")),
    ]


def sheets(facts: Facts) -> Markup | None:
    """Joint sheets: who flew what under which, and who signed."""
    seen: dict[str, Doc] = {}
    for centre in facts.centres.values():
        for sheet in centre.listed("sheets"):
            seen.setdefault(sheet.text("sheet"), sheet)
    if not seen:
        return None
    names = {view.text("item"): view for centre in facts.centres.values() for view in centre.items()}
    rows = [
        [
            typed(sheet.text("title")),
            join(_sheet_line(facts, line, names) for line in sheet.list("lines")),
            typed(sheet.text("keeping_apart"), sheet.text("lang")),
            chips(facts, sheet.texts("signed_by")),
            label("complete") if sheet.flag("complete") else label("incomplete"),
        ]
        for sheet in sorted(
            seen.values(), key=lambda sheet: names.get(sheet.text("lines", 0, "item"), Doc(None)).text("start")
        )
    ]
    heads = [label(name) for name in ("sheet", "items-drawn", "kept-apart", "signed-by", "status")]
    return section("sheets", table(heads, rows))


def _sheet_line(facts: Facts, line: Doc, names: Mapping[str, Doc]) -> Markup:
    view = names.get(line.text("item"), Doc(None))
    aircraft = view.whole("flight", "aircraft_count")
    count = join(" · ", label("aircraft-flown", count=aircraft)) if aircraft else None
    return element("div", chip(facts, line.text("party")), " ", typed(view.text("name")), count)


def accounts(facts: Facts) -> Markup | None:
    """Every assessment: the parties' accounts side by side, what is agreed, what stays open, what adds up."""
    seen: dict[str, Doc] = {}
    for centre in facts.centres.values():
        for assessment in centre.listed("assessments"):
            known = seen.get(assessment.text("assessment"))
            if known is None or len(assessment.pairs("accounts")) > len(known.pairs("accounts")):
                seen[assessment.text("assessment")] = assessment
    if not seen:
        return None
    in_order = sorted(seen.values(), key=_first_account)
    return section("accounts", *(_assessment(facts, assessment) for assessment in in_order))


def _first_account(assessment: Doc) -> str:
    return min((account.text("at") for _, account in assessment.pairs("accounts")), default="")


def _assessment(facts: Facts, assessment: Doc) -> Markup:
    parties = [(id_, account) for id_, account in assessment.pairs("accounts")]
    keys = list(dict.fromkeys(point.text("key") for _, account in parties for point in account.list("points")))
    rows = [[code(key), *(_stance(account, key) for _, account in parties), _outcome(assessment, key)] for key in keys]
    heads = [label("point"), *(party(facts, id_) for id_, _ in parties), label("status")]
    counted = list(_count_rows(facts, assessment))
    counts = table([label(name) for name in ("count", "centre", "total", "parts", "status")], counted)
    return element(
        "article",
        element("h3", typed(assessment.text("title"))),
        table(heads, rows, class_="accounts"),
        counts if counted else None,
        class_="card",
    )


def _stance(account: Doc, key: str) -> Markup | str:
    for point in account.list("points"):
        if point.text("key") == key:
            agrees = point.at("agrees").value
            stance = "no-position" if agrees is None else "happened" if agrees is True else "not-happened"
            return join(
                element("div", element("b", label(stance))),
                element("div", typed(point.text("text"), account.text("lang"))),
                element("div", when(_instant(account.text("at"))), class_="sub"),
            )
    return "–"


def _outcome(assessment: Doc, key: str) -> Markup:
    if key in assessment.texts("agreed"):
        return label("agreed")
    return element("strong", "◇ ", label("open")) if key in assessment.texts("open") else Markup("–")


def _count_rows(facts: Facts, assessment: Doc) -> Iterator[list[Markup | str | None]]:
    sums = {(each.text("party"), each.text("what")): each for each in assessment.list("adds_up")}
    agree = {each.text("what"): each.flag("agree") for each in assessment.list("counts")}
    for id_, account in assessment.pairs("accounts"):
        for count in account.list("counts"):
            what = count.text("what")
            checked = sums.get((id_, what), Doc(None))
            parts = ", ".join(f"{name} {value.text()}" for name, value in count.pairs("parts"))
            yield [
                word("count", what),
                chip(facts, id_),
                code(count.text("total")),
                code(parts or "–"),
                join(_sum_words(checked), _agree_words(agree.get(what), len(assessment.pairs("accounts")))),
            ]


def _sum_words(checked: Doc) -> Markup | None:
    if not checked.has("sum"):
        return None
    if checked.flag("adds_up"):
        return join(label("adds-up"), " · ")
    return join(element("strong", "◇ ", label("adds-not-up", sum=checked.text("sum"))), " · ")


def _agree_words(agree: bool | None, accounts_told: int) -> Markup | None:
    if agree is None or accounts_told < 2:
        return None
    return label("totals-agree") if agree else element("strong", "◇ ", label("totals-differ"))


def proof(facts: Facts) -> Markup:
    """Both ends' logs compared, and each picture rebuilt."""
    lines = [
        [
            join(chip(facts, each.one), " – ", chip(facts, each.other)),
            code(str(sum(count for _, _, count in each.counts))),
            join(
                element("div", chip(facts, sender), " ", code(f"{chain} {count}"))
                for sender, chain, count in each.counts
            ),
            label("same")
            if each.is_equal
            else element("strong", "✕ ", label("differs", where=each.difference), class_="alarm"),
        ]
        for each in facts.proofs
    ]
    pictures = []
    for id_, centre in facts.centres.items():
        check = centre.plain["picture"]
        first = check.at("first_difference")
        where = f"{first.text('table')} {first.text('key')}"
        is_equal = check.flag("equal")
        said = label("equals-stored") if is_equal else element(
            "strong", "✕ ", label("differs-stored", where=where), class_="alarm"
        )  # fmt: skip
        count = label("entries", count=len(centre.record("en")))
        pictures.append([party(facts, id_), count, said])
    return section(
        "proof",
        element("h3", label("logs-same")),
        table([label("line"), label("messages"), label("parts"), label("status")], lines),
        element("h3", label("picture-rebuilt")),
        table([label("centre"), label("own-timelines"), label("status")], pictures),
    )


def _instant(said: str) -> int | None:
    return parse_instant(said) if said else None


def words_of(words: Mapping[str, str]) -> Markup:
    """A title of the scenario file, in the language that the page shows, else in English."""
    return each_language(lambda lang: words.get(lang) or words.get("en", ""))


def own_language(facts: Facts, id_: str, text: str) -> Markup:
    """A text in a centre's own language."""
    return in_language(facts.scenario.get_centre(id_).lang, text)
