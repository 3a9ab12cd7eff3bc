"""Who may do what, and from which console."""

from __future__ import annotations

import pytest

from tests.web.house import OWN_SECRET, House, make_item, new_id, refusal


def test_health_is_open_to_everybody(house: House) -> None:
    assert house.get("/health", None).json() == {
        "party": "north", "name": "North", "exercise": True, "state": "ok", "version": house.node.version,
        "now": "2017-01-18T12:00:00Z",
    }  # fmt: skip


def test_the_document_is_open_to_everybody(house: House) -> None:
    assert house.get("/openapi.json", None).json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", ["/items", "/record", "/lines", "/ceases", "/officers", "/alerts", "/picture/check"])
def test_nothing_else_is_shown_without_sign_in(house: House, path: str) -> None:
    assert refusal(house.get(path, None)) == (401, "not_signed_in")
    assert refusal(house.get(path, "a-token-that-nobody-has")) == (401, "not_signed_in")


def test_sign_in_tells_who_one_is(house: House) -> None:
    session = house.post_session("watch-1", OWN_SECRET).json()
    assert session["token"]
    assert (session["officer"], session["role"], session["party"], session["must_change"]) == (
        "watch-1", "watch", "north", False
    )  # fmt: skip


def test_a_wrong_secret_is_refused_as_one_of_nobody_is(house: House) -> None:
    wrong = house.post_session("watch-1", "something else")
    nobody = house.post_session("who-is-this", OWN_SECRET)
    assert refusal(wrong) == refusal(nobody) == (401, "sign_in_refused")
    assert wrong.json() == nobody.json()


def test_a_one_time_secret_opens_nothing_but_its_replacement_and_cease(house: House) -> None:
    added = house.post("/officers", "admin", name="watch-3", role="watch", lang="ru").json()
    session = house.post_session("watch-3", added["one_time_secret"]).json()
    assert session["must_change"] is True
    assert refusal(house.get("/items", session["token"])) == (403, "secret_must_change")
    assert house.post("/ceases", session["token"]).status_code == 200
    changed = house.post("/session/secret", session["token"], old=added["one_time_secret"], new=OWN_SECRET)
    assert changed.status_code == 200
    assert house.get("/items", session["token"]).json() == []


def test_a_one_time_secret_is_written_nowhere(house: House) -> None:
    id_ = new_id()
    added = house.post("/officers", "admin", id=id_, name="watch-3", role="watch", lang="ru").json()
    again = house.post("/officers", "admin", id=id_, name="watch-3", role="watch", lang="ru").json()
    assert again == added
    secret = added["one_time_secret"].encode()
    assert all(secret not in path.read_bytes() for path in house.folder.rglob("*") if path.is_file())


def test_a_revoked_officer_is_out_at_once(house: House) -> None:
    assert house.get("/items", "watch-2").status_code == 200
    house.post("/officers/watch-2/revoke", "admin")
    assert refusal(house.get("/items", "watch-2")) == (401, "not_signed_in")


@pytest.mark.parametrize(("path", "kind"), [("/ceases", "cease"), ("/distresses", "distress")])
def test_a_locked_console_keeps_its_stops_and_nothing_else(house: House, path: str, kind: str) -> None:
    house.post("/session/lock", "watch-1")
    assert refusal(house.get("/items", "watch-1")) == (401, "not_signed_in")
    ceased = house.post(path, "watch-1", text="stop")
    assert ceased.status_code == 200
    entries = house.get("/record?limit=1000", "watch-2").json()["entries"]
    assert [entry["author"] for entry in entries if entry["kind"] == kind] == ["console:watch-1"]


@pytest.mark.parametrize(
    "officer", ["watch-1", "commander-1", "verifier-1", "observer-1", "auditor-1", "admin"]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/ceases", "/distresses"])
def test_every_role_can_press_cease_and_call_distress(house: House, officer: str, path: str) -> None:
    answer = house.post(path, officer)
    assert answer.status_code == 200
    assert answer.json()["kept"] is True
    assert house.get("/ceases", officer).json()[0]["stands"] is True


@pytest.mark.parametrize(
    ("officer", "path", "body"),
    [
        ("observer-1", "/items", {"item": make_item(), "datum": "WGS84"}),
        ("admin", "/items", {"item": make_item(), "datum": "WGS84"}),
        ("verifier-1", "/items", {"item": make_item(), "datum": "WGS84"}),
        ("watch-1", "/officers", {"name": "x", "role": "watch", "lang": "en"}),
        ("commander-1", "/lines/pairings", {}),
        ("observer-1", "/notes", {"to": ["south"], "text": "hello"}),
    ],
)
def test_a_role_without_the_word_is_told_who_may(house: House, officer: str, path: str, body: dict) -> None:
    answer = house.post(path, officer, **body)
    assert refusal(answer) == (403, "role_not_allowed")
    assert "It may be asked by" in answer.json()["error"]["advice"]


def test_a_verifier_sees_no_place(house: House) -> None:
    made = house.post("/items", item=make_item(), datum="WGS84").json()
    for path in ("/items", f"/items/{made['item']}", "/record", "/pending"):
        assert refusal(house.get(path, "verifier-1")) == (403, "blind_only")
    blind = house.get(f"/items/{made['item']}/blind", "verifier-1").json()
    assert blind["revision"] == made["hash"]
    assert "36.3705" not in str(blind)


def test_a_language_that_is_not_spoken_is_refused(house: House) -> None:
    assert refusal(house.get("/items?lang=fr")) == (400, "unknown_language")


def test_a_query_that_is_not_taken_is_refused(house: House) -> None:
    answer = house.get("/items?sort=name")
    assert refusal(answer) == (400, "bad_request")
    assert answer.json()["error"]["where"] == "query.sort"
