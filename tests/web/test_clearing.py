"""Own flights inside an area or a cease, as officers read it."""

from __future__ import annotations

from tests.web.house import House


def test_nothing_known_is_refused_by_name_and_nobody_flying_is_said_so(house: House) -> None:
    unknown = "11111111-1111-4111-8111-111111111111"
    for noun in ("items", "ceases"):
        answer = house.get(f"/{noun}/{unknown}/inside", "observer-1")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown")
    cease = house.post("/ceases", "watch-1").json()["cease"]
    found = house.get(f"/ceases/{cease}/inside", "observer-1").json()
    assert found == {"flights": [], "text": "By their plans none of our flights is inside"}
