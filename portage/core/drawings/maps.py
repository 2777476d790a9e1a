"""The map of the world, drawn on the server from world-atlas (public domain, Natural Earth 1:110m) as inline SVG.

No tile server, no script: it prints, works offline and follows the theme by classes of the style sheet (`land`,
`covered`, `mark`, `ring`). A map always stands beside its table: `world_map` draws, it does not tell.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import radians, sqrt
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_countries import countries

from .. import words

ATLAS = "static/vendor/countries-110m.json"
WIDTH, HEIGHT = 1000, 460
SCALE = WIDTH / 5.5  # Natural Earth spans about 5.48 radians at the equator
TOP = 1.36  # the northernmost land, in projected radians
ANTARCTICA = "010"

# (longitude, latitude) of countries too small for the 1:110m atlas, or whose middle lies far from their people.
PLACES = {
    "AD": (1.6, 42.5), "AE": (54.4, 24.5), "AU": (148, -33.5), "BB": (-59.5, 13.2), "BH": (50.5, 26.1), "CA": (-79, 45),
    "CV": (-23.6, 15.1), "FR": (2.4, 47), "HK": (114.2, 22.3), "KM": (43.3, -11.7), "LC": (-61, 13.9), "LI": (9.5, 47.2),
    "MC": (7.4, 43.7), "MO": (113.5, 22.2), "MT": (14.4, 35.9), "MU": (57.6, -20.2), "MV": (73.5, 4.2), "NC": (165.6, -21.3),
    "NO": (9.5, 60.5), "PF": (-149.5, -17.6), "RE": (55.5, -21.1), "RU": (44, 55.5), "SC": (55.5, -4.6), "SG": (103.8, 1.35),
    "SM": (12.5, 43.9), "ST": (6.7, 0.3), "US": (-90, 39.5), "WS": (-172.1, -13.8),
}  # fmt: skip

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Mark:
    """What stands in a country: how many (the area of the disc), and whether a binding date is near (a ring)."""

    count: int
    near: bool = False


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Natural Earth projection (Patterson 2012, polynomial by Šavrič et al.): degrees to pixels of the drawing."""
    lam, phi = radians(longitude), radians(latitude)
    p2, p4 = phi**2, phi**4
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE


def decode_arcs(topology: Mapping) -> list[Ring]:
    """The arcs of a quantized topojson in degrees: each point is the step from the one before."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def ring_of(indexes: Iterable[int], arcs: list[Ring]) -> Ring:
    """A closed ring from its arcs; a negative index ~i is arc i run backwards. Shared ends are kept once.

    A ring that crosses the 180th meridian goes on beyond it: Chukotka stays with Russia instead of a band across the map.
    """
    points: Ring = []
    for index in indexes:
        for x, y in arcs[index] if index >= 0 else arcs[~index][::-1]:
            if points:
                x += 360 * round((points[-1][0] - x) / 360)
            if not points or (x, y) != points[-1]:
                points.append((x, y))
    return points


def rings_of(geometry: Mapping, arcs: list[Ring]) -> list[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring_of(ring, arcs) for polygon in polygons for ring in polygon]


def path_of(rings: Iterable[Ring]) -> str:
    """Rings as SVG path data in whole pixels, relative, without points that fall on the one before."""
    data = []
    for ring in rings:
        pixels = [(round(x), round(y)) for x, y in (project(*point) for point in ring)]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(pixels)]
        moves = [f"{x} {y}" for x, y in steps if x or y]
        if len(moves) > 2:
            data.append(f"M{pixels[0][0]} {pixels[0][1]}l{' '.join(moves)}z".replace(" -", "-"))
    return "".join(data)


def middle(ring: Ring) -> tuple[float, float]:
    """The centroid of a ring in degrees (shoelace formula), good enough to place a mark."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (x / (3 * area), y / (3 * area)) if area else ring[0]


def extent(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)))


@cache
def atlas(path: Path | None = None) -> dict[str, tuple[str, tuple[float, float]]]:
    """ISO alpha-2 code (or a name for the few lands without one) -> path data, and where a mark stands, in degrees."""
    topology = json.loads((path or settings.BASE_DIR / ATLAS).read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    drawn = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number = geometry.get("id", "")
        if number != ANTARCTICA:
            rings = rings_of(geometry, arcs)
            code = countries.alpha2(int(number)) if number else ""
            drawn[code or geometry["properties"]["name"]] = (path_of(rings), middle(max(rings, key=extent)))
    return drawn


def place_of(code: str) -> tuple[float, float] | None:
    """Where a mark of the country stands in the drawing; None when the atlas does not know it."""
    if code in PLACES:
        return project(*PLACES[code])
    return project(*atlas()[code][1]) if code in atlas() else None


def mark_svg(code: str, mark: Mark) -> SafeString:
    """A disc whose area grows with the count, and a ring when a binding date is near."""
    place = place_of(code)
    if place is None:
        return SafeString("")
    x, y = round(place[0], 1), round(place[1], 1)
    radius = round(min(3 + 1.7 * sqrt(mark.count), 16), 1)
    ring = (
        format_html('<circle class="ring" cx="{}" cy="{}" r="{}"/>', str(x), str(y), str(radius + 3))
        if mark.near
        else ""
    )
    return format_html(
        '<g><title>{}</title>{}<circle class="mark" cx="{}" cy="{}" r="{}"/></g>',
        words.mark(":").join([words.country(code), words.number(mark.count)]), ring, str(x), str(y), str(radius),
    )  # fmt: skip


def world_map(marks: Mapping[str, Mark], covered: Iterable[str], label: str = "") -> SafeString:
    """The map as inline SVG: `marks` by ISO alpha-2 code, `covered` countries tinted and named, the rest one land."""
    tinted = set(covered)
    land = "".join(path for code, (path, _middle) in atlas().items() if code not in tinted)
    named = ((words.country(code), mark_safe(atlas()[code][0])) for code in sorted(tinted & atlas().keys()))  # nosec
    large_first = sorted(marks.items(), key=lambda pair: (-pair[1].count, pair[0]))
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><path class="land" d="{}"/>{}{}</svg>',
        str(WIDTH), str(HEIGHT), label or _("Map of the world. The table beside it says the same."), mark_safe(land),  # nosec
        format_html_join("", '<path class="covered" d="{1}"><title>{0}</title></path>', named),
        format_html_join("", "{}", ((mark_svg(code, mark),) for code, mark in large_first)),
    )  # fmt: skip
