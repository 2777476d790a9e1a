"""The map of contracts in force: its table says the same, and confidential contracts stand on no map."""

import pytest

from tests.cast import make_cast
from tests.contracts.door import on, text
from tests.contracts.portfolio import copies
from tests.pages import browse

pytestmark = pytest.mark.django_db
MAP = "/contracts/map/"
PIECE = {"HX-Request": "true"}


def test_each_country_of_a_territory_is_counted_with_its_agents_and_its_last_days(monkeypatch):
    on(monkeypatch, "2026-11-21")
    cast = make_cast()
    copies(cast, 2, next_day=["2026-11-30", "2027-06-30"])
    copies(cast, 1, agent=cast.japan)
    answer = browse(cast.manager).get(MAP, headers=PIECE)
    assert "Czechia 2 3 2" in text(answer)
    assert answer.content.decode().count('class="ring"') >= 2
    assert "Czechia 1 2 1" in text(browse(cast.subsidiary_manager).get(MAP, headers=PIECE))


def test_a_confidential_contract_and_those_of_others_stand_on_no_map():
    cast = make_cast()
    copies(cast, 1, confidential=True)
    assert "there is none yet" in text(browse(cast.manager).get(MAP))
    copies(cast, 1)
    assert "there is none yet" in text(browse(cast.rival_manager).get(MAP))


def test_it_is_a_page_of_its_own_without_script():
    cast = make_cast()
    assert "<html" in browse(cast.manager).get(MAP).content.decode()
    assert "<html" not in browse(cast.manager).get(MAP, headers=PIECE).content.decode()
