"""A body that cannot be used is refused with the path of the field, and never half taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.airspace.item import Item
from tansiq.base.errors import BadRequest
from tansiq.base.ids import AgreementId, AssessmentId, PartyId, Sha256
from tansiq.coordination import statements as say
from tansiq.geometry.footprints import Circle
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.wire.bodies import MAX_BODY_BYTES
from tansiq.wire.errors import BadBody, BodyTooLarge, UnknownKind, UnknownVersion
from tansiq.wire.kinds import KINDS, decode, encode
from tests.wire.samples import ACTIVITY, ALFA, CEASE_ID, ITEM_ID, SAMPLES, START_MS, A, B

Change = Callable[[Any], object]


def body_of(name: str) -> Any:
    return json.loads(encode(SAMPLES[name])[2])


def write(body: object) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def set_at(path: str, value: object) -> Change:
    """Set a field by its path, such as `item.volumes.0.start_ms`."""

    def change(body: Any) -> None:
        *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
        for part in way:
            body = body[part]
        body[last] = value

    return change


def drop(path: str) -> Change:
    def change(body: Any) -> None:
        *way, last = path.split(".")
        for part in way:
            body = body[int(part) if part.isdigit() else part]
        del body[last]

    return change


CIRCLE = {"circle": {"centre": {"lat_e7": 0, "lon_e7": 0}, "radius_mm": 2_000_000}}
CROSSED = [
    [100_000_000, 400_000_000],
    [101_000_000, 401_000_000],
    [101_000_000, 400_000_000],
    [100_000_000, 401_000_000],
]
TWICE = [[100_000_000, 400_000_000], [101_000_000, 400_000_000], [100_000_000, 400_000_000]]

BAD: list[tuple[str, Change, str]] = [
    ("notify", set_at("item.revision", 1.5), "$.item.revision"),
    ("notify", set_at("item.revision", 1.0), "$.item.revision"),
    ("notify", set_at("item.revision", 0), "$.item.revision"),
    ("notify", set_at("item.revision", True), "$.item.revision"),
    ("notify", set_at("item.revision", 2**53), "$.item.revision"),
    ("notify", set_at("item.colour", "red"), "$.item.colour"),
    ("notify", drop("item.owner"), "$.item.owner"),
    ("notify", drop("item"), "$.item"),
    ("notify", set_at("item.kind", "flying_saucer"), "$.item.kind"),
    ("notify", set_at("item.id", "11111111-1111-4111-8111-11111111111A"), "$.item.id"),
    ("notify", set_at("item.owner", "Alfa"), "$.item.owner"),
    ("notify", set_at("item.owner", "alfa\n"), "$.item.owner"),
    ("notify", set_at("item.name", ""), "$.item.name"),
    ("notify", set_at("item.name", "x" * 2001), "$.item.name"),
    ("notify", set_at("item.volumes", []), "$.item.volumes"),
    ("notify", drop("item.flight"), "$.item.flight"),
    ("notify", set_at("item.flight.aircraft_count", 0), "$.item.flight.aircraft_count"),
    ("notify", set_at("item.flight.hazard_to_ground", 1), "$.item.flight.hazard_to_ground"),
    ("notify", set_at("item.site", {"category": "camp", "buffer_mm": 0}), "$.item.site"),
    ("notify", set_at("item.serves", ["bravo", "bravo"]), "$.item.serves"),
    ("notify", set_at("item.note", ""), "$.item.note"),
    ("notify", set_at("item.expires_ms", None), "$.item.expires_ms"),
    ("notify", set_at("item.place.position.lat_e7", 900_000_001), "$.item.place.position.lat_e7"),
    ("notify", set_at("item.place.position.lon_e7", 1_800_000_000), "$.item.place.position.lon_e7"),
    ("notify", set_at("item.volumes.0.end_ms", START_MS), "$.item.volumes[0]"),
    ("notify", set_at("item.volumes.0.upper.value_mm", 1), "$.item.volumes[0]"),
    ("notify", set_at("item.volumes.0.upper.reference", "QNE"), "$.item.volumes[0].upper.reference"),
    ("notify", set_at("item.volumes.0.upper.reference", "QNH"), "$.item.volumes[0].upper"),
    ("notify", set_at("item.volumes.0.upper.pressure_pa", 101_300), "$.item.volumes[0].upper"),
    ("notify", set_at("item.volumes.0.upper.unit", "FL"), "$.item.volumes[0].upper.unit"),
    ("notify", set_at("item.volumes.0.lower", {"reference": "AMSL", "unit": "M", "value_mm": 0}),
     "$.item.volumes[0].lower.unit"),
    ("notify", set_at("item.volumes.0.footprint", {}), "$.item.volumes[0].footprint"),
    ("notify", set_at("item.volumes.0.footprint.circle", CIRCLE["circle"]), "$.item.volumes[0].footprint"),
    ("notify", set_at("item.volumes.0.footprint.polygon.vertices", CROSSED),
     "$.item.volumes[0].footprint.polygon.vertices"),
    ("notify", set_at("item.volumes.0.footprint.polygon.vertices", TWICE),
     "$.item.volumes[0].footprint.polygon.vertices"),
    ("notify", set_at("item.volumes.0.footprint.polygon.vertices", [[1, 2, 3]]),
     "$.item.volumes[0].footprint.polygon.vertices[0]"),
    ("amend", set_at("item.volumes.0.footprint.circle.radius_mm", -1),
     "$.item.volumes[0].footprint.circle.radius_mm"),
    ("amend", set_at("item.volumes.0.footprint.circle.radius_mm", 0), "$.item.volumes[0].footprint.circle.radius_mm"),
    ("notify", set_at("item.volumes.0.end_ms", 253_402_300_800_000), "$.item.volumes[0].end_ms"),
    ("amend", set_at("item.revision", 1), "$.item.revision"),
    ("amend", set_at("item.site.buffer_mm", -1), "$.item.site.buffer_mm"),
    ("amend", set_at("replaces", "A" * 64), "$.replaces"),
    ("readback", set_at("elements", []), "$.elements"),
    ("readback", set_at("elements", [{"name": "place", "value": "1"}, {"name": "place", "value": "2"}]), "$.elements"),
    ("answer", set_at("verdict", "granted"), "$.verdict"),
    ("answer", set_at("verdict", "concur"), "$.reason"),
    ("answer", set_at("verdict", "counter"), "$.reason"),
    ("answer", set_at("knew_yours", -1), "$.knew_yours"),
    ("resolution", set_at("second", "a" * 64), "$.second"),
    ("verified", set_at("match", "cannot"), "$.distance_mm"),
    ("verified", drop("distance_mm"), "$.distance_mm"),
    ("cease", set_at("told", ["b"]), "$.told[0]"),
    ("cease", set_at("cause", "mood"), "$.cause"),
    ("agreement", drop("hash"), "$.hash"),
    ("agreement", set_at("action", "sign"), "$.terms"),
    ("agreement", set_at("agreement", "99999999-9999-4999-8999-999999999999"), "$.terms.id"),
    ("agreement", set_at("terms.parties", ["alfa"]), "$.terms.parties"),
    ("agreement", set_at("terms.parties", ["alfa", "alfa"]), "$.terms.parties"),
    ("agreement", set_at("terms.ends_ms", START_MS), "$.terms.ends_ms"),
    ("agreement", set_at("terms.articles", {}), "$.terms.articles"),
    ("agreement", set_at("terms.areas.0.articles.freshness_ms", 60_000), "$.terms.areas[0].articles.freshness_ms"),
    ("agreement", set_at("terms.areas.0.articles.freshness_ms", 0), "$.terms.areas[0].articles.freshness_ms"),
    ("agreement", set_at("terms.areas.0.status", "open"), "$.terms.areas[0].status"),
    ("sheet", set_at("content.lines", []), "$.content.lines"),
    ("sheet", drop("content"), "$.content"),
    ("assessment", set_at("counts.0.what", "vehicles"), "$.counts[0].what"),
    ("assessment", set_at("counts.0.total", -21), "$.counts[0].total"),
    ("assessment", set_at("points.0.key", "notice"), "$.points"),
    ("status", set_at("subject", "mood"), "$.subject"),
    ("status", drop("subject"), "$.subject"),
    ("status", set_at("unilateral", True), "$.unilateral"),
    ("status", set_at("cease", CEASE_ID), "$.cease"),
    ("status", set_at("holds", 0), "$.holds"),
    ("test", set_at("human", "no"), "$.human"),
    ("note", set_at("text_lang", "English"), "$.text_lang"),
    ("note", set_at("text", "x" * 2001), "$.text"),
    ("key_change", set_at("reason", "whim"), "$.reason"),
    ("key_change", set_at("offers", ["a" * 64]), "$.offers"),
    ("key_change", set_at("line_key", "d" * 63), "$.line_key"),
    ("key_change", set_at("from_serial", {"ordinary": 2, "urgent": 1}), "$.from_serial"),
    ("key_change", set_at("by_new_key", "e" * 128), "$.by_new_key"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "where"), BAD, ids=lambda part: part if isinstance(part, str) else "")
def test_a_bad_field_is_named(name: str, change: Change, where: str) -> None:
    body = body_of(name)
    change(body)
    with pytest.raises(BadBody) as caught:
        decode(name, 1, write(body))
    assert caught.value.where == where
    assert caught.value.message and caught.value.advice()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_field_that_nobody_knows_is_refused_in_every_kind(name: str) -> None:
    with pytest.raises(BadBody) as caught:
        decode(name, 1, write(body_of(name) | {"priority": 1}))
    assert caught.value.where == "$.priority"


@pytest.mark.parametrize("name", SAMPLES)
def test_no_kind_takes_an_empty_body(name: str) -> None:
    with pytest.raises(BadBody):
        decode(name, 1, b"{}")


def test_a_point_under_a_hazard_to_the_ground_is_refused() -> None:
    body = body_of("notify")
    small = {"circle": {"centre": {"lat_e7": 400_000_000, "lon_e7": 100_000_000}, "radius_mm": 999_000}}
    body["item"]["volumes"][0]["footprint"] = small
    with pytest.raises(BadBody, match="at least 2000 m") as caught:
        decode("notify", 1, write(body))
    assert caught.value.where == "$.item.volumes[0]"


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "$"),
        (b"[]", "$"),
        (b"null", "$"),
        (b'{"cease"', "$"),
        (b"\xff\xfe", "$"),
        (b'{"cease":"33333333-3333-4333-8333-333333333333"} ', "$ byte 48"),
        (b'{ "cease":"33333333-3333-4333-8333-333333333333"}', "$ byte 1"),
        (
            b'{"cease":"33333333-3333-4333-8333-333333333333","cease":"33333333-3333-4333-8333-333333333333"}',
            "$ byte 47",
        ),
        (b"[" * 100_000, "$"),
    ],
)
def test_bytes_in_any_other_form_are_refused(data: bytes, where: str) -> None:
    with pytest.raises(BadBody) as caught:
        decode("resume_agreed", 1, data)
    assert caught.value.where == where


@given(st.binary(max_size=200), st.sampled_from(sorted(KINDS)))
def test_no_bytes_do_more_than_be_refused(data: bytes, kind: str) -> None:
    with pytest.raises(BadRequest):
        decode(kind, 1, data)


@given(st.data(), st.sampled_from(sorted(SAMPLES)))
def test_a_body_with_one_byte_changed_is_refused_or_says_something_else(data: st.DataObject, name: str) -> None:
    kind, version, body = encode(SAMPLES[name])
    at = data.draw(st.integers(0, len(body) - 1))
    changed = body[:at] + bytes([data.draw(st.integers(0, 255).filter(lambda byte: byte != body[at]))]) + body[at + 1 :]
    try:
        said = decode(kind, version, changed)
    except BadBody:
        return
    assert said != SAMPLES[name]
    assert encode(said) == (kind, version, changed)


def test_an_unknown_kind_or_version_says_so() -> None:
    with pytest.raises(UnknownKind, match="order_pizza"):
        decode("order_pizza", 1, b"{}")
    with pytest.raises(UnknownKind):
        decode("local.item", 1, b"{}")
    with pytest.raises(UnknownVersion) as caught:
        decode("notify", 3, b"{}")
    assert caught.value.kind == "notify" and caught.value.version == 3


def long_item() -> Item:
    circle = Circle(Position(400_000_000, 100_000_000), 2_000_000)
    volumes = tuple(Volume(circle, None, None, START_MS, START_MS + 1 + number) for number in range(200))
    return replace(ACTIVITY, volumes=volumes, note="ж" * 2000, name="ж" * 2000)


def test_a_body_too_large_is_refused_at_both_ends() -> None:
    item = replace(long_item(), flight=replace(long_item().flight, aircraft_type="ж" * 20_000))  # type: ignore[type-var]
    with pytest.raises(BadBody):
        encode(say.Notify(item))
    with pytest.raises(BodyTooLarge) as caught:
        decode("note", 1, b" " * (MAX_BODY_BYTES + 1))
    assert caught.value.size_bytes == MAX_BODY_BYTES + 1
    points = tuple(say.AccountPoint(f"point-{number}", "x" * 2000) for number in range(40))
    with pytest.raises(BodyTooLarge):
        encode(say.AssessmentAct(AssessmentId(CEASE_ID), "long", (), points, (), "en"))


def test_an_item_with_the_most_volumes_fits() -> None:
    kind, version, body = encode(say.Notify(long_item()))
    assert decode(kind, version, body) == say.Notify(long_item())


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (say.Cancel(ITEM_ID, Sha256("short")), "$.revision"),
        (say.Note("x" * 2001, "en"), "$.text"),
        (say.Note("half \ud800", "en"), "$.text"),
        (say.Cease(CEASE_ID, (), say.CeaseCause.OFFICER, (PartyId("NOT A PARTY"),)), "$.told[0]"),
    ],
)
def test_what_no_peer_would_take_is_not_written(said: say.Said, where: str) -> None:
    with pytest.raises(BadBody) as caught:
        encode(said)
    assert caught.value.where == where


@pytest.mark.parametrize(
    "said",
    [
        say.Resolution(B, A, "", "en"),
        say.Answer(A, say.Verdict.CONCUR, 1, say.CannotReason.OTHER),
        say.AgreementAct(say.AgreementAction.OFFER, AgreementId(CEASE_ID)),
        say.Readback(A, ()),
        say.StatusReport(ITEM_ID, A, say.ActivityStatus.HELD, unilateral=True),
        say.Amend(replace(ACTIVITY, owner=ALFA), A),
    ],
    ids=lambda said: type(said).__name__,
)
def test_a_statement_that_contradicts_itself_is_not_written(said: say.Said) -> None:
    with pytest.raises(BadBody):
        encode(said)


def test_a_refusal_never_repeats_more_than_fits_into_a_message() -> None:
    body = body_of("answer") | {"verdict": "x" * 50_000}
    with pytest.raises(BadBody) as caught:
        decode("answer", 1, write(body))
    assert len(caught.value.message) <= 300
    encode(say.Rejected(A, caught.value.code, f"{caught.value.message} {caught.value.where}"))
