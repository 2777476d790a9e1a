"""The map of the world: complete, light, and drawn from the atlas that npm brings."""

import re

import brotli
import pytest

from portage.core.drawings import maps


def test_every_land_is_drawn_but_antarctica():
    drawn = maps.atlas()
    assert len(drawn) == 176
    assert {"FR", "PL", "BR", "JP", "CI", "VN"} <= drawn.keys()
    assert "AQ" not in drawn
    assert all(path.startswith("M") and path.endswith("z") for path, _middle in drawn.values())


def test_no_land_runs_across_the_map():
    """A ring that jumps over the 180th meridian would draw a band from edge to edge."""
    for code, (path, _middle) in maps.atlas().items():
        steps = re.findall(r"-?\d+", path.replace("M", " ").replace("l", " ").replace("z", " "))
        assert max(abs(int(step)) for step in steps) <= maps.WIDTH, code
        for ring in path.split("M")[1:]:
            moves = re.findall(r"-?\d+", ring.partition("l")[2])
            assert all(abs(int(step)) < 200 for step in moves), code


def test_it_weighs_less_than_its_budget():
    marks = {code: maps.Mark(n) for n, code in enumerate(sorted(maps.atlas())) if len(code) == 2}
    assert len(brotli.compress(maps.world_map(marks, maps.atlas()).encode())) < 30_000


def test_a_mark_grows_with_its_count_and_a_near_date_rings():
    drawn = maps.world_map({"PL": maps.Mark(2, near=True), "BR": maps.Mark(13)}, {"PL"})
    assert drawn.count('class="mark"') == 2
    assert drawn.count('class="ring"') == 1
    assert drawn.count('class="covered"') == 1
    small, large = maps.mark_svg("PL", maps.Mark(1)), maps.mark_svg("PL", maps.Mark(90))
    radius = re.compile(r'class="mark"[^>]* r="([\d.]+)"')
    assert float(radius.search(small)[1]) < float(radius.search(large)[1])


def test_names_are_escaped_and_nothing_is_styled_in_place():
    drawn = maps.world_map({"CI": maps.Mark(1)}, {"CI"})
    assert "Côte d’Ivoire" in drawn
    assert "style=" not in drawn


@pytest.mark.parametrize("code", ["SG", "HK", "MT", "MU", "BH"])
def test_countries_too_small_for_the_atlas_still_have_their_place(code):
    x, y = maps.place_of(code)
    assert 0 < x < maps.WIDTH
    assert 0 < y < maps.HEIGHT


def test_an_unknown_country_has_no_mark():
    assert maps.place_of("??") is None
    assert maps.mark_svg("??", maps.Mark(3)) == ""


def test_places_lie_where_they_should():
    (brazil_x, brazil_y), (poland_x, poland_y), (japan_x, _) = (maps.place_of(code) for code in ("BR", "PL", "JP"))
    assert brazil_x < poland_x < japan_x
    assert poland_y < brazil_y
