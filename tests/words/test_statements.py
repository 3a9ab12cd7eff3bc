"""Any entry in one line of any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import AssessmentId, CeaseId, ItemId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.entry import Entry
from tansiq.node.staff.roles import TWO_PERSONS
from tansiq.words.catalogue import LANGUAGES, phrase
from tansiq.words.statements import render_statement
from tests.wire.samples import ACTIVITY, CEASE_ID, ITEM_ID, A
from tests.wire.strategies import NOTED, SAID, names, parties, statements
from tests.words.test_catalogue import FSI, PDI, strip


def entry(statement: own.Statement, source: str = "alfa") -> Entry:
    return Entry(
        number=1,
        at_ms=0,
        source=PartyId(source),
        author=OfficerId("machine"),
        lang="en",
        statement=statement,
        content=Sha256("0" * 64),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", [*SAID, *NOTED], ids=lambda form: form.__name__)
@given(data=st.data())
def test_every_statement_is_one_line(lang: str, form: type, data: st.DataObject) -> None:
    statement = data.draw((SAID | NOTED)[form])
    shown_name = data.draw(names)
    line = render_statement(entry(statement), lang, lambda party: shown_name, items=lambda item: shown_name)
    assert strip(line).strip()
    assert not set(line) & set("\n\r\u2028\u202e")
    assert line.count(FSI) == line.count(PDI)


@given(statements, parties)
def test_the_language_changes_the_words_and_nothing_else_is_needed(said: own.Statement, party: PartyId) -> None:
    lines = {render_statement(entry(said, party), lang, str) for lang in LANGUAGES}
    assert len(lines) == len(LANGUAGES) or isinstance(said, own.LocalLine)


def test_a_notice_says_what_who_where_and_when() -> None:
    line = render_statement(entry(say.Notify(ACTIVITY), "ru"), "en", lambda party: party.upper())
    assert strip(line).startswith("Notify: activity “North 1” r1 by RU, 1 volume, 2017-02-09 05:00–07:00Z")


def test_typed_text_is_shown_as_typed_with_its_language() -> None:
    said = say.Note("Прекратите полёты", "ru")
    assert strip(render_statement(entry(said), "en", str)) == "Note by alfa · as typed, in Russian: “Прекратите полёты”"
    assert "Прекратите полёты" in render_statement(entry(said), "ar", str)


def test_a_cease_that_names_nothing_stops_all_that_is_shared() -> None:
    said = say.Cease(CeaseId("c"), (), say.CeaseCause.OFFICER, ())
    assert strip(render_statement(entry(said), "en", str)) == "CEASE by alfa: all shared activities (officer)"
    assert strip(render_statement(entry(said), "tr", str)) == "DURDUR: alfa: ortak faaliyetlerin tümü (nöbetçi)"


def test_an_item_is_called_by_name_where_it_is_known() -> None:
    said = say.Cancel(ITEM_ID, Sha256("0" * 64))
    assert strip(render_statement(entry(said), "en", str)) == "Cancel: 11111111 by alfa"
    known: dict[ItemId, str] = {ITEM_ID: "North 1"}
    assert strip(render_statement(entry(said), "en", str, items=known.get)) == "Cancel: “North 1” by alfa"


def test_counts_are_shown_as_told_even_where_they_do_not_add_up() -> None:
    count = say.Count(say.CountedThing.PALLETS, 21, (("drop zone", 4), ("between", 7), ("not found", 9)))
    said = say.AssessmentAct(AssessmentId("a"), "Drop", (), (), (count,), "en")
    line = strip(render_statement(entry(said), "en", str))
    assert "pallets 21 = 4 (drop zone) + 7 (between) + 9 (not found)" in line


def test_an_undisclosed_answer_says_no_more_than_the_agreed_text() -> None:
    said = say.Answer(Sha256("a" * 64), say.Verdict.CANNOT, 3, say.CannotReason.NOT_DISCLOSED)
    line = strip(render_statement(entry(said), "en", str))
    assert line == "Answer by alfa to aaaaaaaa: cannot – held, reason not disclosed"


def test_an_alert_of_a_conflict_names_both_items_and_both_parties() -> None:
    facts = (("kind", "own_force_area"), ("item", "x"), ("name", "North unit"), ("owner", "bravo"))
    said = own.LocalAlert(MessageId("m"), "conflict", PartyId("alfa"), ITEM_ID, facts)
    known: dict[ItemId, str] = {ITEM_ID: "North 1"}
    line = strip(render_statement(entry(said), "en", lambda party: party.upper(), items=known.get))
    assert line == "Alert: Conflict: North 1 (ALFA) – own-force area “North unit” (BRAVO)"


def test_an_act_at_the_node_says_who() -> None:
    said = own.LocalAct("signed_in", (("officer", "aydin"), ("role", "watch")))
    assert strip(render_statement(entry(said), "en", str)) == "Done here: signed in – aydin, watch"
    assert strip(render_statement(entry(said), "ru", str)).endswith("– aydin, вахта")
    revoked = own.LocalAct("line_revoked", (("peer", "bravo"), ("line", "x")))
    assert strip(render_statement(entry(revoked), "en", str.upper)).endswith("– BRAVO")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_step_that_waits_says_in_words_what_it_would_do(lang: str) -> None:
    for verb in TWO_PERSONS:
        said = own.LocalAct("step_opened", (("pending", "x"), ("verb", verb)))
        assert strip(render_statement(entry(said), lang, str)).endswith(f"– {strip(phrase(lang, f'step-{verb}'))}")


def test_lists_and_quotes_are_those_of_the_language() -> None:
    said = say.Readback(Sha256("a" * 64), (say.Element("place", "363705000 -375157000"), say.Element("count", "2")))
    assert "المكان «36.3705 -37.5157»، عدد الطائرات «2»" in strip(render_statement(entry(said), "ar", str))
    assert "место «36.3705 -37.5157», число воздушных судов «2»" in strip(render_statement(entry(said), "ru", str))


def test_what_an_id_stands_for_is_told_by_its_name_where_it_is_known() -> None:
    named = {A: "North 1", CEASE_ID: "alfa 2017-02-08 20:11:00Z"}
    concur = say.Answer(A, say.Verdict.CONCUR, 1)
    assert strip(render_statement(entry(concur), "en", str)) == f"Answer by alfa to {A[:8]}: concur"
    line = strip(render_statement(entry(concur), "en", str, named=named.get))
    assert line == f"Answer by alfa to “North 1” {A[:8]}: concur"
    resumed = say.ResumeAgreed(CEASE_ID)
    line = strip(render_statement(entry(resumed), "en", str, named=named.get))
    assert line == "Resume agreed by alfa: cease alfa 2017-02-08 20:11:00Z"
