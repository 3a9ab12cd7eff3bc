"""Located places written as points: GeoJSON and KML that any reader shows, with the forms and words beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from tansiq.formats.files import StatedPlace
from tansiq.formats.json_text import Json
from tansiq.formats.kml import NAMESPACE, escape_text
from tansiq.formats.located import Located, show_located


def write_geojson_points(found: Sequence[tuple[StatedPlace, Located]]) -> bytes:
    """One Point a place; its properties are what `show_located` gives."""
    features: list[Json] = [
        {
            "type": "Feature",
            "id": place.name,
            "geometry": {
                "type": "Point",
                "coordinates": [one.location.position.lon_deg, one.location.position.lat_deg],
            },
            "properties": dict(show_located(one)),
        }
        for place, one in found
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def write_kml_points(found: Sequence[tuple[StatedPlace, Located]]) -> bytes:
    """One Placemark a place; its forms and descriptions are in ExtendedData."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<kml xmlns="{NAMESPACE}"><Document>']
    for place, one in found:
        position = one.location.position
        stated = {
            "id": place.name,
            "place": one.location.text,
            "datum": one.location.datum,
            **{f"form_{number}": form.text for number, form in enumerate(one.forms, start=1)},
            **{f"description_{lang}": "; ".join(said) for lang, said in one.descriptions.items()},
        }
        data = "".join(
            f"<Data name={quoteattr(key)}><value>{escape_text(value)}</value></Data>" for key, value in stated.items()
        )
        lines += [
            f"<Placemark><name>{escape_text(place.name)}</name><ExtendedData>{data}</ExtendedData>",
            f"<Point><coordinates>{position.lon_deg:.7f},{position.lat_deg:.7f}</coordinates></Point></Placemark>",
        ]
    return "\n".join([*lines, "</Document></kml>", ""]).encode()
