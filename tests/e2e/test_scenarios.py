"""Every scenario on real nodes: real processes, keys, TLS and disks, driven through the API alone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tansiq.cli.main import main
from tansiq.scenario.doc import Doc
from tansiq.scenario.format import SCENARIOS
from tansiq.scenario.shapes import LANGUAGES
from tests.e2e.plays import Played, play

CHANGED = sorted((Path(__file__).parent.parent / "scenario" / "changed").glob("*.yaml"))
WITHIN_MS = 5000
# A place of a phrase that was left open, a name that is not there, or what Fluent writes for either; and a fact that is
# Python's None, which stands alone between the isolates of its place. The word in somebody's sentence is none.
LEFT_OPEN = re.compile(r"\{\s*\$|\{[a-z]|\?\?\?|\u2068None\u2069")


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Played]:
    """The packaged scenarios, each played at its first use."""
    done: dict[str, Played] = {}

    def get(name: str) -> Played:
        if name not in done:
            done[name] = play(name, tmp_path_factory.mktemp(name))
        return done[name]

    return get


Get = Callable[[str], Played]


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Late by {$minutes} min", True),
        ("Conflict: { $item }", True),
        ("{conflict}", True),
        ("Conflict: ???", True),
        ("Revision \u2068None\u2069 of \u2068north\u2069", True),
        ("\u2068None of the crews was called\u2069", False),
        ("None of our flights is inside", False),
        ("Late by \u20682\u2069 min", False),
    ],
)
def test_text_with_a_place_left_open_is_told_from_one_that_says_none(text: str, is_open: bool) -> None:
    assert bool(LEFT_OPEN.search(text)) is is_open


@pytest.mark.parametrize("name", SCENARIOS)
def test_packaged_scenario_comes_out_as_it_must(played: Get, name: str) -> None:
    shown, report = played(name).shown, played(name).report
    assert shown.facts is not None and shown.report is not None
    assert all(proof.is_equal for proof in shown.facts.proofs) and shown.facts.proofs
    assert all(centre.plain["picture"].flag("equal") for centre in shown.facts.centres.values())
    assert report.text("failure") == ""
    assert len(report.list("timeline")) > 20
    assert shown.report.html.stat().st_size > 50_000


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_changed_scenario_comes_out_differently_and_as_it_must(path: Path, tmp_path: Path) -> None:
    play(str(path), tmp_path)


@pytest.mark.parametrize("name", SCENARIOS)
def test_everything_said_reads_without_gaps_in_four_languages(played: Get, name: str) -> None:
    facts = played(name).shown.facts
    assert facts is not None
    for centre in facts.centres.values():
        for lang in LANGUAGES:
            texts = [entry.text("text") for entry in centre.record(lang)]
            texts += [alert.text("text") for alert in centre.spoken[lang]["alerts"].list()]
            holds = [hold for item in centre.items(lang) for hold in item.list("holds")]
            texts += [hold.text(part) for hold in holds for part in ("what", "lifts")]
            assert all(texts)
            assert [text for text in texts if LEFT_OPEN.search(text)] == []
        by_lang = [[entry.text("text") for entry in centre.record(lang)] for lang in LANGUAGES]
        assert all(len(set(texts)) == len(LANGUAGES) for texts in zip(*by_lang, strict=True))


# What the report of January and February 2017 says


def test_report_of_2017_tells_agreements_in_force_from_those_that_never_were(played: Get) -> None:
    found = played("albab-2017")
    statuses = {a.text("title"): a.text("status") for a in found.centre("ru").list("agreements")}
    assert statuses["Memorandum on flight safety, 20 October 2015"] == "in_force"
    assert sorted(statuses.values()).count("in_force") == 2
    assert {"draft", "offered"} & set(statuses.values())
    areas = next(
        {area.text("area"): area.text("status") for area in agreement.list("areas")}
        for agreement in found.centre("tr").list("agreements")
        if "12 January 2017" in agreement.text("title")
    )
    hoped_for = {"homs": "closed", "hama": "closed", "idlib": "closed"}
    assert hoped_for.items() < areas.items() and areas["al-bab"] == "active"


def test_report_of_2017_has_the_joint_days_under_sheets_and_both_accounts_of_them(played: Get) -> None:
    found = played("albab-2017")
    for party in ("ru", "tr"):
        sheets = found.centre(party).list("sheets")
        assert len(sheets) == 2 and all(set(sheet.texts("signed_by")) == {"ru", "tr"} for sheet in sheets)
    day = found.assessment("ru", "Joint day of 18 January")
    assert set(dict(day.pairs("accounts"))) == {"ru", "tr"}
    assert day.texts("open") == ("day-is-18",)
    counts = {count.text("what"): count.at("totals").value for count in day.list("counts")}
    assert counts["flights"] == {"ru": 17, "tr": 17}


def test_report_of_2017_has_the_area_passed_and_checked_blind_before_two_and_two_aircraft_fly(played: Get) -> None:
    found = played("albab-2017")
    passed = next(i for i in found.centre("ru").list("items") if i.text("owner") == "us" and i.has("flight"))
    (check,) = [check for check in passed.list("verifications") if check.text("party") == "ru"]
    assert check.text("match") == "match" and check.text("source")
    at = check.text("at")
    coordinated = [step.text("at") for step in passed.list("standing") if step.text("state") == "coordinated"]
    own = next(i for i in found.centre("ru").list("items") if i.text("start") == passed.text("start") and i != passed)
    assert {passed.whole("flight", "aircraft_count"), own.whole("flight", "aircraft_count")} == {2}
    assert not coordinated or at <= coordinated[0]
    accounts = found.assessment("us", "Flights of 22 January")
    assert set(dict(accounts.pairs("accounts"))) == {"ru", "us"}
    assert accounts.texts("open") == ("coordination",)


def test_report_of_2017_has_the_critical_situation_and_the_long_range_flight_at_everybody(played: Get) -> None:
    found = played("albab-2017")
    areas = found.agreement("us", "Memorandum on flight safety").list("areas")
    (area,) = [area for area in areas if area.text("area") == "deir-ez-zor"]
    situations = area.list("situation")
    assert {said.text("party") for said in situations} == {"ru", "us"}
    for said in situations:
        assert said.flag("critical") and said.whole("population_at_risk") == 150_000
        assert said.whole("observers_there") < said.whole("observers_needed")
    for party in ("ru", "tr", "us"):
        flights = [item for item in found.centre(party).list("items") if "Mozdok" in item.text("name")]
        assert [flight.whole("flight", "aircraft_count") for flight in flights] == [6]


def test_report_of_2017_has_the_conflict_at_both_ends_within_five_seconds_and_never_again_coordinated(
    played: Get,
) -> None:
    found = played("albab-2017")
    told = {row.text("party"): row for row in found.report.list("told") if "9 February" in row.text("name")}
    for party in ("ru", "tr"):
        assert told[party].whole("conflict_ms") == told["ru"].whole("conflict_ms")
        real_ms = told[party].number("conflict_real_ms")
        assert real_ms is not None and real_ms <= WITHIN_MS
    assert told["tr"].has("sent_ms") and told["tr"].has("readback_ms") and told["tr"].has("withdrawn_ms")
    for party in ("ru", "tr"):
        standing = found.item(party, "Activity of 9 February at al-Bab").list("standing")
        after = [step.text("state") for step in standing if step.text("at") >= "2017-02-08T20:11:00Z"]
        assert after and not {"coordinated", "active"} & set(after)
    last = found.assessment("tr", "Own unit at al-Bab, 8 and 9 February")
    assert set(dict(last.pairs("accounts"))) == {"ru", "tr"}


# What the report of September 2016 says


def test_report_of_2016_has_the_hold_at_receipt_with_its_distance(played: Get) -> None:
    notice = played("deir-ez-zor-2016").item("ru", "Activity south of Deir ez-Zor")
    assert notice.text("words_check", "status") == "disagree"
    distance_m, tolerance_m = (notice.number("words_check", key) for key in ("distance_m", "tolerance_m"))
    assert distance_m is not None and tolerance_m is not None and distance_m > 6000 > tolerance_m
    first = notice.list("standing")[0]
    assert "words_disagree" in {hold.text("code") or hold.text() for hold in first.list("holds")}


def test_report_of_2016_has_the_stop_on_every_console_and_its_times_beside_the_27_minutes(played: Get) -> None:
    found = played("deir-ez-zor-2016")
    for party in ("ru", "us"):
        (cease,) = found.centre(party).list("ceases")
        assert cease.texts("items") == ()
        assert not cease.flag("stands") and set(cease.texts("resumed_by")) == {"ru", "us"}
    (cease,) = found.centre("us").list("ceases")
    assert cease.text("taken", "by") == "night-watch"
    assert cease.text("text").startswith("Остановите")
    assert cease.list("executed")[0].text("executed") == "2016-09-17T13:27:30Z"
    checks = [check for check in found.report.list("checks") if check.number("real_ms") is not None]
    assert checks and all((check.number("real_ms") or 0) <= WITHIN_MS for check in checks)
    assert found.shown.report is not None
    assert "27" in re.sub(r"<[^>]+>", " ", found.shown.report.html.read_text(encoding="utf-8"))


# The logs of both ends


@pytest.mark.parametrize("name", SCENARIOS)
def test_logs_of_both_ends_are_compared_and_one_changed_byte_is_shown(
    played: Get, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = played(name).shown.report
    assert report is not None
    one, other = next(files for files in report.logs if files[0].name == "ru-to-us.ndjson")
    one = Path(shutil.copy(one, tmp_path))
    assert main(["log", "compare", str(one), str(other)]) == 0
    assert "identical" in capsys.readouterr().out
    lines = one.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if '"direction": "in"' in line and '"serial": 3' in line)
    row = json.loads(lines[at])
    raw = row["raw"]
    place = raw.index('"payload":"') + 60
    row["raw"] = raw[:place] + ("A" if raw[place] != "A" else "B") + raw[place + 1 :]
    one.write_text("\n".join([*lines[:at], json.dumps(row), *lines[at + 1 :]]) + "\n", encoding="utf-8")
    assert main(["log", "compare", str(one), str(other)]) == 1
    said = capsys.readouterr().out
    assert "FIRST DIFFERENCE" in said
    assert f" {row['serial']} of us" in said
    assert Doc(row).text("chain") in said
