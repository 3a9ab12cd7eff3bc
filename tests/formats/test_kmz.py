"""KMZ: the KML inside is read, and nothing in the zip can grow or hide."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.formats import kmz
from tansiq.formats.files import Format, find_format, read_features
from tansiq.formats.kml import read_kml, read_kml_points
from tansiq.formats.reading import BadFile
from tests.formats.test_kml import area, kml


def pack(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return into.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as caught:
        read_kml(data, file="a.kmz")
    assert caught.value.where == "a.kmz:1:1" and caught.value.advice()
    return str(caught.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_kmz_says_the_same_as_the_kml_inside(method: int) -> None:
    text = kml(area())
    packed = pack(("images/plan.png", b"\x89PNG"), ("doc.kml", text), method=method)
    assert find_format(packed) is Format.KML
    inside, alone = read_features(packed, file="a.kmz"), read_features(text, file="a.kml")
    assert inside.features[0].parts == alone.features[0].parts
    assert str(inside.features[0].mark) == str(alone.features[0].mark).replace("a.kml", "a.kmz/doc.kml")


def test_of_several_the_outermost_is_read_and_the_others_are_named() -> None:
    point = "<Placemark><name>P1</name><Point><coordinates>37.5,36,10</coordinates></Point></Placemark>"
    packed = pack(("old/first.kml", kml(area())), ("doc.KML", kml(point)), ("more.kml", kml(area())))
    spots, losses = read_kml_points(packed, file="a.kmz")
    assert [spot.name for spot in spots] == ["P1"]
    assert [loss.what.split(":")[0] for loss in losses] == ["old/first.kml", "more.kml"]


def test_what_would_grow_too_large_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = pack(("doc.kml", b"<" + b" " * (kmz.MOST_KML_BYTES + 1)))
    assert len(bomb) < 100_000

    def unpack(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpack)
    assert "more than 32 MiB" in refusal(bomb)


def test_a_zip_that_understates_its_size_gives_no_more_than_it_states() -> None:
    bomb = bytearray(pack(("doc.kml", kml(area()) + b" " * 1_000_000)))
    for sign, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", bomb, bomb.index(sign) + at, 100)
    assert "cannot be unpacked" in refusal(bytes(bomb))


def test_many_files_another_method_a_secret_and_no_kml_are_refused() -> None:
    assert "no KML" in refusal(pack(("a.txt", b"")))
    assert "files, more than" in refusal(pack(*((f"{number}.kml", b"") for number in range(kmz.MOST_ENTRIES + 1))))
    assert "method 14" in refusal(pack(("doc.kml", kml()), method=zipfile.ZIP_LZMA))
    secret = bytearray(pack(("doc.kml", kml(area()))))
    secret[secret.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(bytes(secret))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_broken_kmz_is_refused_or_read_and_never_anything_else(at: int, noise: bytes, is_cut: bool) -> None:
    whole = pack(("doc.kml", kml(area())))
    at %= len(whole) - 2
    broken = whole[: at + 2] if is_cut else whole[: at + 2] + noise + whole[at + 2 + len(noise) :]
    try:
        read_kml(broken, file="a.kmz")
    except BadFile as error:
        assert error.where
