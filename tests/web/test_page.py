"""The page's files as the node serves them."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest

from tansiq.web import app as web_app
from tansiq.web.page import load_page
from tests.web.house import House, Loop

SCRIPT = "/assets/main-3f2a9c.js"


def get(house: House, path: str, **headers: str) -> httpx.Response:
    return house.loop.run(house.http.get(f"http://node{path}", headers={"accept-encoding": "identity", **headers}))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Tansiq</title>")
    (folder / "tour.html").write_text("<!doctype html><title>Tour</title>")
    (folder / "assets" / "main-3f2a9c.js").write_text("export {};")
    (folder / "assets" / "main-3f2a9c.js.gz").write_bytes(gzip.compress(b"export {};"))
    (folder / "assets" / "plex.woff2").write_bytes(b"wOF2")
    (folder / "secret.seed").write_text("not a page's file")
    return folder


def open_house(loop: Loop, folder: Path, page: Path, monkeypatch: pytest.MonkeyPatch, *, exercise: bool) -> House:
    monkeypatch.setattr(web_app, "load_page", lambda: load_page(page))
    return House(loop, folder, exercise=exercise)


@pytest.fixture
def real(loop: Loop, tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return open_house(loop, tmp_path / "real", built, monkeypatch, exercise=False)


def test_the_page_runs_only_what_comes_from_the_node_and_nobody_frames_it(real: House) -> None:
    page = get(real, "/")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any(word in policy for word in ("unsafe", "*", "http"))
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-cache"
    assert not any(name.startswith("access-control") for name in page.headers)
    real.close()


def test_only_an_exercise_on_this_machine_may_be_framed_by_pages_of_this_machine(
    loop: Loop, tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(loop, tmp_path / "exercise", built, monkeypatch, exercise=True)
    assert "frame-ancestors 'self' http://127.0.0.1:*" in get(house, "/").headers["content-security-policy"]
    house.close()


def test_a_file_named_by_what_it_holds_is_kept_for_ever(real: House) -> None:
    assert get(real, SCRIPT).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert get(real, "/assets/plex.woff2").headers["content-type"] == "font/woff2"
    real.close()


def test_a_file_packed_beforehand_is_sent_packed_to_who_takes_it(real: House) -> None:
    packed = get(real, SCRIPT, **{"accept-encoding": "br, gzip"})
    assert (packed.headers["content-encoding"], packed.text) == ("gzip", "export {};")
    assert packed.headers["vary"] == "accept-encoding"
    plain = get(real, SCRIPT, **{"accept-encoding": "gzip;q=0"})
    assert ("content-encoding" in plain.headers, plain.text) == (False, "export {};")
    real.close()


def test_a_page_that_did_not_change_is_not_sent_again(real: House) -> None:
    tag = get(real, "/").headers["etag"]
    again = get(real, "/", **{"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" in again.headers
    real.close()


@pytest.mark.parametrize(
    "path",
    ["/secret.seed", "/tour.html", "/assets/../../keys/line.seed", "/assets/%2e%2e/index.html", "/assets/", "/x"],
)
def test_nothing_else_is_served(real: House, path: str) -> None:
    assert get(real, path).status_code == 404
    real.close()


def test_without_a_page_the_node_says_so_and_works(loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(loop, tmp_path / "bare", tmp_path / "nothing", monkeypatch, exercise=False)
    page = get(house, "/")
    assert page.status_code == 404
    assert "page_not_built" in page.text
    assert "./run page" in page.text
    assert house.get("/health", None).status_code == 200
    house.close()
