"""The report's sections of events: maps by phase, the stop, who was told when, the timeline, each centre's record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.units import MS_PER_MIN, MS_PER_S
from tansiq.scenario.chart import Drawn, Region, draw_map
from tansiq.scenario.doc import Doc
from tansiq.scenario.facts import Facts
from tansiq.scenario.markup import Markup, code, each_language, element, in_language, join, table, typed
from tansiq.scenario.points import find_outline
from tansiq.scenario.scenario import Phase
from tansiq.scenario.sections import all_agreements, chip, chips, party, section, when, words_of
from tansiq.scenario.texts import label, say, word
from tansiq.scenario.timeline import HoldLine, Row, party_names, read_timeline
from tansiq.scenario.told import Told, find_told
from tansiq.words.reasons import render_hold


def phases(facts: Facts) -> Markup | None:
    """A map for each phase that the scenario names."""
    drawn = [_phase(facts, phase, number) for number, phase in enumerate(facts.scenario.report.phases)]
    return section("maps", *drawn) if drawn else None


def _phase(facts: Facts, phase: Phase, number: int) -> Markup:
    views = _views_at(facts, phase)
    items = [_drawn(view, phase.at_ms) for view in views]
    chart = draw_map(
        items,
        _regions(facts, phase.at_ms),
        facts.scenario.landmarks,
        parties=[centre.id for centre in facts.scenario.centres],
        name=f"map-{number}",
    )
    listed = [_item_line(facts, view, item) for view, item in zip(views, items, strict=True)]
    at = when(phase.at_ms)
    return element(
        "article",
        element("h3", words_of(phase.title), " ", element("small", at)),
        element("p", words_of(phase.text)) if phase.text else None,
        element("div", element("figure", chart), element("ul", listed, class_="items"), class_="phase"),
        class_="card",
    )


def _views_at(facts: Facts, phase: Phase) -> list[Doc]:
    """The owners' views of the items of a phase that were known at its instant."""
    found = []
    for id_, centre in facts.centres.items():
        for view in centre.items():
            is_wanted = not phase.items or facts.labels.get(view.text("item")) in phase.items
            begun = [parse_instant(revision.text("at")) for revision in view.list("revisions") if revision.text("at")]
            if view.text("owner") == id_ and is_wanted and (not begun or min(begun) <= phase.at_ms):
                found.append(view)
    order = {label_: number for number, label_ in enumerate(phase.items)}
    return sorted(found, key=lambda view: order.get(facts.labels.get(view.text("item"), ""), len(order)))


def _standing_at(view: Doc, at_ms: int) -> Doc:
    """The last state that its owner's node had computed by an instant."""
    then = [entry for entry in view.list("standing") if parse_instant(entry.text("at")) <= at_ms]
    return then[-1] if then else Doc(None)


def _drawn(view: Doc, at_ms: int) -> Drawn:
    standing = _standing_at(view, at_ms)
    is_movement = view.text("kind") in {"activity", "transit"}
    holds = standing.texts("holds")
    state = standing.text("state") or view.text("state")
    outlines = [find_outline(volume.at("footprint")) for volume in view.list("volumes")]
    return Drawn(
        name=view.text("name"),
        kind=view.text("kind"),
        owner=view.text("owner"),
        state=("held" if holds and state == "submitted" else state) if is_movement else "",
        hold_count=len(holds) if is_movement else 0,
        has_conflict=is_movement and "conflict" in holds,
        outlines=tuple(outline for outline in outlines if outline is not None),
        buffer_m=view.number("site", "buffer_m") or 0.0,
    )


def _regions(facts: Facts, at_ms: int) -> list[Region]:
    """Areas of the agreements in force, each footprint once."""
    found: dict[str, Region] = {}
    for agreement in all_agreements(facts).values():
        if agreement.text("status") != "in_force" or _is_later(agreement.text("effective"), at_ms):
            continue
        for area in agreement.list("areas"):
            outline = find_outline(area.at("footprint"))
            if outline is not None:
                found.setdefault(
                    f"{area.text('area')}{outline}", Region(area.text("name"), area.text("status"), outline)
                )
    return list(found.values())


def _is_later(said: str, at_ms: int) -> bool:
    return bool(said) and parse_instant(said) > at_ms


def _item_line(facts: Facts, view: Doc, item: Drawn) -> Markup:
    """An item of a map as text: the same facts without the drawing."""
    holds = join(" ", code(f"◇{item.hold_count}")) if item.hold_count else None
    state = join(" · ", element("b", word("state", item.state)), holds) if item.state else None
    aircraft = view.whole("flight", "aircraft_count")
    count = join(" · ", label("aircraft-flown", count=aircraft)) if aircraft else None
    known = [id_ for id_, centre in facts.centres.items() if _knows(centre.items(), view.text("item"))]
    return element(
        "li",
        element("div", chip(facts, item.owner), " ", typed(item.name)),
        element("div", word("kind", item.kind), count, state, class_="sub"),
        element("div", label("known-to"), ": ", chips(facts, known), class_="sub"),
        _words_check(view.at("words_check")),
    )


def _words_check(check: Doc) -> Markup | None:
    """How far the words and the numbers of a notice are apart, where they disagree."""
    if check.text("status") != "disagree":
        return None
    distances = {name: check.number(name) or 0.0 for name in ("distance_m", "tolerance_m")}
    said = each_language(lambda lang: render_hold("words_disagree", distances, lang).what)
    stated = join(typed(check.text("stated")), " ≠ ", typed(check.text("derived")))
    return element("div", "◇ ", said, element("div", stated))


def _knows(items: Iterable[Doc], item: str) -> bool:
    return any(view.text("item") == item for view in items)


def told(facts: Facts) -> Markup:
    """Who was told of what when."""
    heads = ("item", "told-to", "sent", "on-disk", "read-back", "verified", "answered", "withdrawn", "conflict-shown")
    rows: list[list[Markup | str | None]] = []
    before = ""
    for each in find_told(facts):
        is_owner = each.party == each.owner
        if is_owner and each.conflict_ms is None:
            continue
        conflict = _conflict(each)
        to = join(chip(facts, each.party), " ", label("owner") if is_owner else None)
        named = None if each.item == before else join(chip(facts, each.owner), " ", typed(each.name))
        steps = [when(each.sent_ms), when(each.on_disk_ms), when(each.readback_ms)]
        steps += [
            _with_word(each.verified_ms, "match", each.match),
            _with_word(each.answered_ms, "verdict", each.verdict),
        ]
        rows.append([named, to, *steps, when(each.withdrawn_ms), conflict])
        before = each.item
    return section("told", table([label(name) for name in heads], rows, class_="told"))


def _conflict(each: Told) -> Markup | str:
    if each.conflict_ms is None:
        return "–"
    shown = join(element("span", "▲", class_="amber"), " ", when(each.conflict_ms))
    if each.conflict_real_ms is None:
        return shown
    return join(shown, element("div", label("on-console-in", ms=f"{each.conflict_real_ms:.0f}"), class_="sub"))


def _with_word(at_ms: int | None, prefix: str, said: str) -> Markup:
    return join(when(at_ms), element("div", word(prefix, said), class_="sub") if said else None)


def ceases(facts: Facts) -> Markup | None:
    """Each stop with its times, and beside them those of history."""
    cards = []
    for id_, centre in facts.centres.items():
        for cease in centre.listed("ceases"):
            if cease.text("by") == id_:
                cards.append(_cease(facts, cease))
    return section("ceases", *cards) if cards else None


def _cease(facts: Facts, cease: Doc) -> Markup:
    by = cease.text("by")
    called_ms = parse_instant(cease.text("at"))
    others = [(id_, _find_cease(facts, id_, cease.text("cease"))) for id_ in facts.centres if id_ != by]
    names = _item_names(facts)
    suspended = list(dict.fromkeys(item for _, other in others for item in other.texts("suspended")))
    rows: list[Markup] = [
        element("dt", label("cease-by")),
        element("dd", party(facts, by), " ", when(called_ms)),
        element("dt", label("cease-words")),
        element("dd", typed(cease.text("text"), cease.text("lang"))),
        element("dt", label("suspended-activities")),
        element("dd", [element("div", typed(names.get(item, item))) for item in suspended] or "–"),
    ]
    for id_, other in others:
        if other.has():
            rows += _cease_steps(facts, cease, id_, other)
    rows += [element("dt", label("resumed")), element("dd", chips(facts, cease.texts("resumed_by")))]
    return element("article", element("dl", rows), _beside(facts, cease, called_ms, others), class_="card stop")


def _cease_steps(facts: Facts, cease: Doc, id_: str, other: Doc) -> list[Markup]:
    called_ms = parse_instant(cease.text("at"))
    real_ms = _console_ms(facts, cease, id_)
    shown = label("on-console-in", ms=f"{real_ms:.0f}") if real_ms is not None else Markup("–")
    steps = [element("dt", label("on-console"), " ", chip(facts, id_)), element("dd", shown)]
    taken = other.at("taken")
    if taken.has():
        after = _after(parse_instant(taken.text("at")) - called_ms)
        who = typed(taken.text("by"))
        steps += [
            element("dt", label("taken")),
            element("dd", who, " ", when(parse_instant(taken.text("at"))), " · ", after),
        ]
    for done in other.list("executed") or cease.list("executed"):
        if done.text("executed"):
            done_ms = parse_instant(done.text("executed"))
            said = typed(done.text("text"), done.text("lang"))
            steps.append(element("dt", label("executed"), " ", chip(facts, done.text("party"))))
            steps.append(element("dd", when(done_ms), " · ", _after(done_ms - called_ms), " · ", said))
    return steps


def _after(passed_ms: int) -> Markup:
    return each_language(lambda lang: say(lang, "after-minutes", minutes=_length(lang, passed_ms)))


def _length(lang: str, passed_ms: int) -> str:
    """Minutes and seconds."""
    minutes, seconds = divmod(round(passed_ms / MS_PER_S), MS_PER_MIN // MS_PER_S)
    parts = [say(lang, "minutes", minutes=minutes)] if minutes else []
    return " ".join(parts + ([say(lang, "seconds", seconds=seconds)] if seconds or not parts else []))


def _beside(facts: Facts, cease: Doc, called_ms: int, others: list[tuple[str, Doc]]) -> Markup | None:
    """Bars on one scale: what history took and what it took here."""
    if not facts.scenario.report.beside:
        return None
    bars = [(words_of(figure.title), figure.minutes * MS_PER_MIN, True) for figure in facts.scenario.report.beside]
    for _, other in others:
        if other.has("taken"):
            bars.append((label("here-taken"), parse_instant(other.text("taken", "at")) - called_ms, False))
        done = [each.text("executed") for each in other.list("executed") or cease.list("executed")]
        bars += [(label("here"), parse_instant(at) - called_ms, False) for at in done if at]
    longest = max(length for _, length, _ in bars)
    rows = [
        element(
            "div",
            element("span", name, class_="bar-name"),
            element("span", element("i", "", style=f"inline-size:{max(0.5, 100 * length / longest):.1f}%",
                                    class_="past" if is_past else "here"), class_="bar"),
            each_language(lambda lang, length=length: _length(lang, length)),  # type: ignore[misc]
            class_="bar-row",
        )
        for name, length, is_past in bars
    ]  # fmt: skip
    return element("div", element("h3", label("beside-history")), rows, class_="beside")


def _find_cease(facts: Facts, id_: str, cease: str) -> Doc:
    return next((each for each in facts.centres[id_].listed("ceases") if each.text("cease") == cease), Doc(None))


def _console_ms(facts: Facts, cease: Doc, id_: str) -> float | None:
    """Real time from the first durable append at the caller to readable at the other centre."""
    own = _cease_stamps(facts, cease.text("by"), cease.text("cease"))
    theirs = _cease_stamps(facts, id_, cease.text("cease"))
    return max(0.0, min(theirs) - min(own)) if own and theirs else None


def _cease_stamps(facts: Facts, id_: str, cease: str) -> list[float]:
    return [
        stamp
        for entry in facts.centres[id_].record("en")
        if entry.text("kind") in {"cease", "local.cease"} and cease in set(entry.at("body").walk_texts())
        if (stamp := entry.number("real_ms")) is not None
    ]


def _item_names(facts: Facts) -> dict[str, str]:
    return {view.text("item"): view.text("name") for centre in facts.centres.values() for view in centre.items()}


def timeline(facts: Facts) -> Markup:
    """Every message and finding, grouped by day."""
    heads = [label(name) for name in ("time", "from-to", "what", "receipt", "raised")]
    days: dict[str, list[list[Markup | str | None]]] = {}
    for row in read_timeline(facts):
        days.setdefault(write_instant(row.at_ms)[:10], []).append(_timeline_row(facts, row))
    parts = [
        element("details", element("summary", code(day), " · ", label("entries", count=len(rows))),
                table(heads, rows, class_="timeline"), open="open")
        for day, rows in days.items()
    ]  # fmt: skip
    return section("timeline", element("p", label("timeline-note"), class_="note"), *parts)


def _timeline_row(facts: Facts, row: Row) -> list[Markup | str | None]:
    if row.to:
        who = join(chip(facts, row.source), " ", code("→"), " ", chips(facts, row.to))
    else:
        who = chip(facts, row.centre)
    alarm = {"cease": "red", "local.cease": "red", "local.alert": "amber"}.get(row.kind)
    mark = element("span", "⬣ " if alarm == "red" else "▲ ", class_=alarm) if alarm else None
    receipts = [
        element("div", chip(facts, to), " ", when(at_ms, day=False) if at_ms is not None else "–")
        for to, at_ms in row.receipts.items()
    ]
    holds = [element("div", "◇ ", _hold(facts, hold), class_="hold") for hold in row.raised]
    cause = join(" · ", chip(facts, row.cause[0]), " ", code(row.cause[1])) if row.cause else None
    holds += [
        element("div", element("s", _hold(facts, hold)), " ", label("lifted"), cause, class_="hold lifted")
        for hold in row.lifted
    ]
    return [
        when(row.at_ms, day=False),
        who,
        join(mark, each_language(lambda lang: row.texts[lang]), element("span", f" {row.author}", class_="author")),
        join(receipts),
        join(holds),
    ]


def _hold(facts: Facts, hold: HoldLine) -> Markup:
    return each_language(lambda lang: hold.words(lang, party_names(facts, lang)).what)


def own_records(facts: Facts) -> Markup:
    """Each centre's record in its own language, and under it in the language that the page shows."""
    parts = [_own_record(facts, id_) for id_ in facts.centres]
    return section("own-timelines", *parts)


def _own_record(facts: Facts, id_: str) -> Markup:
    centre = facts.centres[id_]
    lang = facts.scenario.get_centre(id_).lang
    others: dict[str, Mapping[int, str]] = {
        other: {entry.whole("number"): entry.text("text") for entry in centre.record(other)}
        for other in ("en", "ar", "ru", "tr")
    }
    rows = []
    for entry in centre.record(lang):
        if entry.text("kind") in {"local.act", "local.line", "local.item"}:
            continue
        number = entry.whole("number")
        translated = [
            element("div", others[other].get(number, ""), class_=f"l l-{other} sub", lang=other,
                    dir="rtl" if other == "ar" else "ltr")
            for other in others
            if other != lang
        ]  # fmt: skip
        own = entry.text("text")
        rows.append(
            [
                code(str(number)),
                when(parse_instant(entry.text("at"))),
                chip(facts, entry.text("source")),
                join(element("div", in_language(lang, own)), translated),
            ]
        )
    heads = ["#", label("time"), label("centre"), label("what")]
    title = each_language(lambda shown: say(shown, "own-timeline", centre=party_names(facts, shown)[id_]))
    return element(
        "details", element("summary", title, " · ", label("entries", count=len(rows))), table(heads, rows, class_="own")
    )
