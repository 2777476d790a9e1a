"""`bin/i18n check`: what it refuses in a translation, each rule with an example that must fail."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from babel.messages.catalog import Message

loader = SourceFileLoader("i18n", str(Path(__file__).resolve().parents[2] / "bin" / "i18n"))
i18n = module_from_spec(spec_from_loader("i18n", loader))
loader.exec_module(i18n)


@pytest.mark.parametrize(
    "bare",
    [
        "Durée: 3 mois",
        "Durée : 3 mois",
        "jours; 3 mois",
        "jours ; 3 mois",
        "jours\u00a0; 3 mois",
        "Partir ?",
        "« oui »",
    ],
)
def test_a_french_mark_with_no_space_or_one_that_breaks_is_refused(bare):
    assert [fault[:4] for fault in i18n.faults_of(Message("x", bare), "fr")] == ["bare"]


@pytest.mark.parametrize(
    "right",
    [
        "Durée\u00a0: 3 mois\u202f; 4",
        "Partir\u202f?",
        "«\u00a0oui\u00a0»",
        "à 10:30, par exemple 3: 5",
        "https://a.example/?b=c;d",
    ],
)
def test_french_as_it_is_set_passes(right):
    assert list(i18n.faults_of(Message("x", right), "fr")) == []


def test_every_french_mark_of_the_catalogue_is_set_so():
    catalog = i18n.load("fr")
    faults = [fault for message in catalog if message.id for fault in i18n.faults_of(message, "fr")]
    assert [fault for fault in faults if fault.startswith("bare")] == []
