"""A person named in what was said loses their words in every language, and again after a backup is restored."""

from datetime import timedelta

import pytest

from portage.core.refusals import Refused
from portage.needs.actions.answering import translate
from portage.needs.models import Said
from portage.network import access
from portage.privacy.actions import redact, replay
from portage.privacy.models import Erasure
from portage.privacy.queries.search import Asked, search
from tests.cast import by
from tests.fieldwork.visits import running
from tests.needs.asking import DAY, asked
from tests.privacy import people

pytestmark = pytest.mark.django_db
EWA = Asked("Ewa Lisowska")


def test_words_are_taken_out_in_each_language_and_stay_out():
    cast = people.with_administrators()
    contract = running(cast)
    said = asked(cast, contract, text="Ewa Lisowska veut 400 kg.").thread.get()
    translate(said, language="en", text="Ms Lisowska Ewa wants 400 kg.", by=by(cast.director), at=DAY)
    translate(said, language="pl", text="Potrzebuje 400 kg.", by=by(cast.manager), at=DAY)
    before = Said.objects.get().texts
    keeper = access.act(cast.keeper.person, cast.keeper)
    found = [hit for hit in search(cast.poland, keeper.person, EWA)[0] if hit.label == "needs.Said"]
    assert [(hit.field, hit.does) for hit in found] == [("texts", "free")]
    assert search(cast.sme, access.act(cast.director.person, cast.director).person, EWA)[0] == []
    assert redact(cast.poland, found[0].key, EWA, by=by(cast.keeper), at=DAY) == 2
    after = Said.objects.get().texts
    assert set(after) == {"fr", "en", "pl"}
    assert not any("Lisowska" in text for text in after.values())
    assert after["fr"].endswith("veut 400 kg.")
    assert after["pl"] == before["pl"]
    with pytest.raises(Refused):
        redact(cast.poland, found[0].key, EWA, by=by(cast.keeper), at=DAY)
    restored = Said.objects.get()
    restored.texts = before
    restored.save(update_fields=["texts"])
    erasure = Erasure.objects.get(kind="words")
    line = {name: getattr(erasure, name) for name in ("kind", "model", "row", "field", "digests")}
    assert replay([line], at=DAY + timedelta(days=1))["erased"] == 1
    assert not any("Lisowska" in text for text in Said.objects.get().texts.values())
