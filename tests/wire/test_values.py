"""Values of the model as the node keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.airspace.item import Item
from tansiq.coordination.picture import TABLES, ItemState, Revision
from tansiq.geometry.footprints import Footprint
from tansiq.geometry.positions import Position
from tansiq.wire.errors import BadBody, UnknownKind, UnknownVersion
from tansiq.wire.local import decode_local
from tansiq.wire.values import decode_value, encode_value
from tests.wire.samples import ACTIVITY
from tests.wire.strategies import footprints, hashes, items, whole

Slug = NewType("Slug", str)


class Colour(StrEnum):
    GREY = "grey"
    BLUE = "blue"


@dataclass(frozen=True)
class Lamp:
    colour: Colour
    by: Slug


@dataclass(frozen=True)
class BigLamp:
    width_mm: int


@dataclass(frozen=True)
class Room:
    lamps: frozenset[Lamp]
    main: Lamp | BigLamp | None
    size: tuple[int, str]
    names: dict[Slug, tuple[int, ...]]
    key: bytes
    mode: Literal["day", "night"]
    lit: bool = False
    spare: tuple[Lamp, ...] = field(default=())


lamps = st.builds(Lamp, st.sampled_from(Colour), st.text(max_size=4).map(Slug))
rooms = st.builds(
    Room,
    st.frozensets(lamps, max_size=4),
    st.none() | lamps | st.builds(BigLamp, whole),
    st.tuples(whole, st.text(max_size=4)),
    st.dictionaries(st.text(max_size=3).map(Slug), st.lists(whole, max_size=2).map(tuple), max_size=3),
    st.binary(max_size=4),
    st.sampled_from(["day", "night"]),
    st.booleans(),
    st.lists(lamps, max_size=2).map(tuple),
)
ROOM = Room(frozenset({Lamp(Colour.BLUE, Slug("b"))}), BigLamp(3), (1, "m"), {Slug("x"): (1, 2)}, b"\x01", "day")


@given(rooms)
def test_a_value_comes_back_as_it_was_kept(room: Room) -> None:
    assert decode_value(encode_value(room, Room), Room) == room


@given(rooms, rooms)
def test_equal_values_have_equal_bytes_and_no_others_have(one: Room, other: Room) -> None:
    assert (one == other) == (encode_value(one, Room) == encode_value(other, Room))


def test_sets_and_names_are_kept_in_one_order() -> None:
    many = [Lamp(Colour.GREY, Slug(str(number))) for number in range(20)]
    one = Room(frozenset(many), None, (0, ""), {Slug("a"): (), Slug("b"): ()}, b"", "day")
    other = Room(frozenset(reversed(many)), None, (0, ""), {Slug("b"): (), Slug("a"): ()}, b"", "day")
    assert encode_value(one, Room) == encode_value(other, Room)


def test_a_value_is_written_field_by_field_whichever_part_writes_it() -> None:
    kept = (
        b'{"lamps":[{"colour":"blue","by":"b"}],"main":{"type":"big_lamp","width_mm":3},"size":[1,"m"],'
        b'"names":{"x":[1,2]},"key":"01","mode":"day","lit":false,"spare":[{"colour":"grey","by":"\xc5\x9f"}]}'
    )
    room = replace(ROOM, spare=(Lamp(Colour.GREY, Slug("ş")),))
    assert encode_value(room, Room) == kept
    assert encode_value(room.spare, tuple[Lamp, ...]) == b'[{"colour":"grey","by":"\xc5\x9f"}]'
    assert encode_value(None, Lamp | None) == b"null"


@given(footprints)
def test_a_member_of_a_union_is_known_by_its_tag(footprint: Footprint) -> None:
    kept = encode_value(footprint, Footprint)
    assert json.loads(kept)["type"] in {"circle", "polygon"}
    assert decode_value(kept, Footprint) == footprint


@given(items(), hashes, whole)
def test_a_row_of_the_picture_comes_back(item: Item, hash_: str, number: int) -> None:
    revision = Revision(hash=hash_, item=item, entry=number, at_ms=1, sent_ms=2, is_live=True)  # type: ignore[arg-type]
    assert decode_value(encode_value(revision, Revision), Revision) == revision


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_the_picture_can_be_kept(table: str) -> None:
    with pytest.raises(BadBody):
        decode_value(b"{}", TABLES[table])


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("colour", 1, "$.colour"),
        ("lit", 1, "$.lit"),
        ("lit", None, "$.lit"),
        ("size", [1], "$.size"),
        ("size", [1.0, "m"], "$.size[0]"),
        ("names", {"x": ["1"]}, "$.names.x[0]"),
        ("names", [], "$.names"),
        ("key", "zz", "$.key"),
        ("mode", "dusk", "$.mode"),
        ("main", {"type": "torch"}, "$.main.type"),
        ("main", {"width_mm": 3}, "$.main.type"),
        ("main", {"type": "big_lamp"}, "$.main.width_mm"),
        ("lamps", [{"colour": "red", "by": "b"}], "$.lamps[0].colour"),
    ],
)
def test_a_kept_value_that_does_not_fit_names_the_field(path: str, value: object, where: str) -> None:
    kept = json.loads(encode_value(ROOM, Room)) | {path: value}
    with pytest.raises(BadBody) as caught:
        decode_value(json.dumps(kept).encode(), Room)
    assert caught.value.where == where


def test_a_field_added_since_has_its_default() -> None:
    kept = json.loads(encode_value(ROOM, Room))
    del kept["lit"], kept["spare"]
    assert decode_value(json.dumps(kept).encode(), Room) == ROOM


def test_a_field_without_default_is_needed() -> None:
    kept = json.loads(encode_value(ROOM, Room))
    del kept["mode"]
    with pytest.raises(BadBody) as caught:
        decode_value(json.dumps(kept).encode(), Room)
    assert caught.value.where == "$.mode"


def test_the_model_still_judges_what_is_read() -> None:
    kept = json.loads(encode_value(ACTIVITY, Item))
    kept["volumes"][0]["footprint"]["vertices"][0] = {"lat_e7": 10**10, "lon_e7": 0}
    with pytest.raises(BadBody) as caught:
        decode_value(json.dumps(kept).encode(), Item)
    assert caught.value.where == "$.volumes[0].footprint.vertices[0]"


@pytest.mark.parametrize("form", [float, list[int], int | str, dict[str, float], object])
def test_a_type_that_cannot_be_kept_is_refused_before_anything_is_written(form: object) -> None:
    with pytest.raises(TypeError):
        encode_value(1, form)


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b"[1"])
def test_broken_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadBody):
        decode_value(data, Position)


def test_an_unknown_local_kind_says_so() -> None:
    with pytest.raises(UnknownKind):
        decode_local("local.mood", 1, b"{}")
    with pytest.raises(UnknownKind):
        decode_local("notify", 1, b"{}")
    with pytest.raises(UnknownVersion):
        decode_local("local.item", 2, b"{}")


def test_state_of_an_item_names_what_it_lacks() -> None:
    with pytest.raises(BadBody, match="missing"):
        decode_value(b"{}", ItemState)
