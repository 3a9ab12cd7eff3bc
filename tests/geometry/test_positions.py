import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.geometry.positions import BadPosition, Position


@given(st.integers(-900_000_000, 900_000_000), st.integers(-1_800_000_000, 1_799_999_999))
def test_degrees_and_back_are_the_same_position(lat_e7: int, lon_e7: int) -> None:
    position = Position(lat_e7, lon_e7)
    assert Position.from_degrees(lat_deg=position.lat_deg, lon_deg=position.lon_deg) == position


def test_longitude_180_is_minus_180() -> None:
    assert Position.from_degrees(lat_deg=0, lon_deg=180) == Position(0, -1_800_000_000)


@pytest.mark.parametrize(
    ("lat_deg", "lon_deg", "axis"),
    [
        (90.1, 0, "latitude"),
        (-91, 0, "latitude"),
        (0, 180.1, "longitude"),
        (0, -181, "longitude"),
        (float("nan"), 0, "latitude"),
        (0, float("inf"), "longitude"),
    ],
)
def test_a_figure_out_of_range_is_refused_with_its_axis(lat_deg: float, lon_deg: float, axis: str) -> None:
    with pytest.raises(BadPosition) as caught:
        Position.from_degrees(lat_deg=lat_deg, lon_deg=lon_deg)
    assert caught.value.axis == axis
    assert caught.value.code == "bad_position"
