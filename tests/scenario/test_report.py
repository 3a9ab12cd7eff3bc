"""The report from recorded answers: complete, in four languages, and safe whatever people typed."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tansiq.scenario.chart import Drawn, draw_map
from tansiq.scenario.markup import Markup, element, join
from tansiq.scenario.page import render_page
from tansiq.scenario.points import Outline
from tansiq.scenario.proof import compare_logs, parse_log
from tansiq.scenario.report import write_report
from tansiq.scenario.shapes import LANGUAGES
from tansiq.scenario.timeline import read_text_timeline, read_timeline
from tansiq.scenario.told import find_told
from tests.scenario.sample import make_facts

HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\u202eevil\u2066 & \"quoted'"
VOID = {"meta"}


class Reader(HTMLParser):
    """Collects tags and attributes, and checks that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_page(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", ["albab-2017", "deir-ez-zor-2016"])
def test_page_is_well_formed_and_refers_to_nothing_outside(name: str) -> None:
    page = render_page(make_facts(name))
    reader = read_page(page)
    assert not [tag for tag, _ in reader.tags if tag in {"link", "img", "iframe", "object", "embed", "base"}]
    assert not [attrs for _, attrs in reader.tags if attrs.get("src")]
    assert all(attrs["href"].startswith("#") for _, attrs in reader.tags if attrs.get("href"))  # type: ignore[union-attr]
    assert "http://" not in page and "https://" not in page and "url(http" not in page


def test_typed_text_never_becomes_markup() -> None:
    page = render_page(make_facts(hostile_text=HOSTILE))
    reader = read_page(page)
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert not [attrs for _, attrs in reader.tags if any(name.startswith("on") for name in attrs)]
    assert "<img" not in page
    assert any("alert(1)" in text for text in reader.texts)


def test_only_our_own_script_may_run() -> None:
    page = render_page(make_facts())
    policy = next(attrs["content"] for tag, attrs in read_page(page).tags if "http-equiv" in attrs)
    assert policy is not None and policy.startswith("default-src 'none'")
    assert "script-src 'sha256-" in policy


def test_typed_text_is_isolated_from_what_stands_around_it() -> None:
    page = render_page(make_facts(hostile_text="\u202eevil"))
    for match in re.finditer("\u202eevil", page):
        before = page[: match.start()]
        opened = max(before.rfind("<bdi"), before.rfind("<span"), before.rfind("<text"), before.rfind("<p"))
        assert ">" in before[opened:], "the text stands outside every isolating element"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_heading(lang: str) -> None:
    reader = read_page(render_page(make_facts()))
    counts = [
        attrs.get("lang") for tag, attrs in reader.tags if tag == "span" and "l" in str(attrs.get("class")).split()
    ]
    assert counts.count(lang) == counts.count("en") > 50


def test_right_to_left_text_is_marked_as_such() -> None:
    reader = read_page(render_page(make_facts()))
    arabic = [attrs for _, attrs in reader.tags if attrs.get("lang") == "ar" and "l" in str(attrs.get("class")).split()]
    assert arabic and all(attrs.get("dir") == "rtl" for attrs in arabic if "x" not in attrs)


def test_page_carries_the_banner_of_an_exercise() -> None:
    page = render_page(make_facts())
    for word in ("EXERCISE", "تمرين", "УЧЕНИЕ", "TATBİKAT"):
        assert word in page


def test_agreements_in_force_stand_apart_from_those_that_never_were() -> None:
    page = render_page(make_facts())
    force, never = page.index("In force</span>"), page.index("Never in force</span>")
    assert force < page.index("Memorandum on joint flights") < never < page.index("ready for signature")


def test_the_stop_is_set_beside_the_minutes_of_history() -> None:
    texts = " ".join(read_page(render_page(make_facts("deir-ez-zor-2016"))).texts).translate(
        {0x2068: None, 0x2069: None}
    )
    assert "27 min" in texts and "25 s" in texts and "3 min 30 s" in texts


def test_an_open_point_of_two_accounts_is_shown_as_open() -> None:
    page = render_page(make_facts())
    row = page[page.index("coordination</bdi>") :][:3000]
    assert "There was no coordination" in row and "happened" in row and "did not happen" in row and "open" in row


def test_timeline_has_each_message_once_with_its_receipts() -> None:
    rows = [row for row in read_timeline(make_facts()) if row.kind == "notify" and row.source == "ru"]
    assert [(row.to, sorted(row.receipts)) for row in rows] == [(["tr", "us"], ["tr", "us"])]


def test_timeline_says_which_holds_rose_and_which_were_lifted() -> None:
    standings = [row for row in read_timeline(make_facts()) if row.kind == "local.standing"]
    codes = [([hold.code for hold in row.raised], [hold.code for hold in row.lifted]) for row in standings]
    waiting = ["not_answered", "readback_missing"]
    assert codes == [(waiting, []), ([], waiting), (["withdrawn", "conflict"], [])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_timeline_for_a_terminal_is_in_the_language_asked_for(lang: str) -> None:
    rows = read_text_timeline(make_facts(), lang)
    start = {"en": "Notify", "ar": "نص", "ru": "Текст", "tr": "Metin"}[lang]
    assert rows[0].what.startswith(start)
    assert any(row.alarm for row in rows)


def test_table_of_who_was_told_when_has_the_withdrawal_and_both_conflicts() -> None:
    told = {(row.name.split()[0], row.party): row for row in find_told(make_facts())}
    tr, ru = told["Activity", "tr"], told["Activity", "ru"]
    assert tr.sent_ms is not None and tr.readback_ms is not None and tr.verdict == "concur"
    assert tr.withdrawn_ms == tr.conflict_ms == ru.conflict_ms is not None
    assert ("Own", "us") not in told


def test_json_report_says_the_same_as_the_page(tmp_path: Path) -> None:
    report = write_report(make_facts(), tmp_path)
    data = json.loads(report.json.read_text(encoding="utf-8"))
    assert data["exercise"] is True and data["scenario"] == "albab-2017"
    assert set(data["centres"]) == {"ru", "tr", "us"}
    assert set(data["centres"]["tr"]["record"][0]["text"]) == set(LANGUAGES)
    assert data["timeline"][0]["receipts"] == ["tr", "us"]


def test_markup_escapes_text_and_attributes() -> None:
    assert element("p", "<b>", Markup("<i></i>"), title='"x"') == '<p title="&quot;x&quot;">&lt;b&gt;<i></i></p>'
    assert join(["a", None], ["<"]) == "a&lt;"


def test_state_is_told_by_the_line_and_conflict_by_shape() -> None:
    outline = Outline(((37.5, 36.4),), 5000.0)

    def drawing(state: str, *, has_conflict: bool = False) -> str:
        item = Drawn("A", "activity", "ru", state, 1 if state == "held" else 0, has_conflict, (outline,), 0.0)
        return draw_map([item], [], [], parties=["ru"], name="m")

    assert "10 4 2 4" in drawing("held")
    assert "10 4 2 4" not in drawing("coordinated")
    assert 'fill-opacity="0.12"' in drawing("active") and 'fill-opacity="0.12"' not in drawing("coordinated")
    for state in ("held", "coordinated", "active", "ended"):
        assert "#B3141C" not in drawing(state) and "#F5B731" not in drawing(state)
    assert "#B3141C" in drawing("suspended")
    assert "#F5B731" in drawing("held", has_conflict=True)


def test_an_own_force_area_is_hatched_and_a_site_has_a_double_ring() -> None:
    outline = Outline(((37.5, 36.4),), 1500.0)
    area = draw_map(
        [Drawn("A", "own_force_area", "tr", "", 0, False, (outline,), 0.0)], [], [], parties=["tr"], name="m"
    )
    site = draw_map(
        [Drawn("S", "protected_site", "tr", "", 0, False, (outline,), 900.0)], [], [], parties=["tr"], name="m"
    )
    assert "url(#m-hatch-tr)" in area
    assert site.count("<circle") == area.count("<circle") + 1


LOG = '{{"line":"x","party":"{}","peer":"{}","keys":{{}}}}\n{}'


def envelope(direction: str, serial: int, raw: str) -> str:
    return json.dumps({"direction": direction, "chain": "ordinary", "serial": serial, "raw": raw}) + "\n"


def test_two_ends_with_the_same_bytes_are_equal() -> None:
    one = parse_log(LOG.format("aa", "bb", envelope("out", 1, "m1") + envelope("in", 1, "n1")))
    other = parse_log(LOG.format("bb", "aa", envelope("in", 1, "m1") + envelope("out", 1, "n1")))
    proof = compare_logs(one, other)
    assert proof.is_equal
    assert ("aa", "ordinary", 1) in proof.counts


def test_one_changed_byte_is_found_and_named() -> None:
    one = parse_log(LOG.format("aa", "bb", envelope("out", 1, "m1") + envelope("out", 2, "m2x")))
    other = parse_log(LOG.format("bb", "aa", envelope("in", 1, "m1") + envelope("in", 2, "m2y")))
    assert compare_logs(one, other).difference == "ordinary of aa: serial 2 differs at character 2"


def test_a_message_that_one_end_lacks_is_found() -> None:
    one = parse_log(LOG.format("aa", "bb", envelope("out", 1, "m1") + envelope("out", 2, "m2")))
    other = parse_log(LOG.format("bb", "aa", envelope("in", 1, "m1")))
    assert "serial 2 is missing at the recipient" in compare_logs(one, other).difference
