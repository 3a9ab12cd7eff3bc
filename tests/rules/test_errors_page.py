"""The page of errors says what the classes say."""

from __future__ import annotations

from tansiq.base.errors import Stale, TansiqError, Untrusted
from tools.errors_page import PAGE, find_advice, find_classes, find_family, find_status, make_row, render_page


class Forked(Untrusted):
    """Signed ``twice``, for a test.

    More is not shown.
    """

    code = "forked_for_a_test"

    def __init__(self, *, party: str) -> None:
        super().__init__(f"{party} signed two", advice=f"Call {party}.")


class Later(Stale):
    """Says nothing of its own."""

    code = "later_for_a_test"


def test_errors_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page(), "./run errors-page"


def test_a_row_tells_the_first_sentence_the_status_and_the_advice() -> None:
    row = make_row(Forked)
    assert (row.code, row.status, row.meaning) == ("forked_for_a_test", 422, "Signed `twice`, for a test.")
    assert row.advice == "Call …."


def test_advice_that_a_class_lacks_is_its_family_s() -> None:
    assert find_advice(Later) == "Read the present state and decide again; nothing was changed."
    assert (find_family(Later), find_status(Later).value) == (Stale, 409)


def test_every_class_has_a_meaning_and_an_advice() -> None:
    rows = {error: make_row(error) for error in find_classes()}
    assert TansiqError in rows
    assert [error.__name__ for error, row in rows.items() if not row.meaning or not row.advice] == []
