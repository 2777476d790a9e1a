"""Which models of contracts a person may choose for a draft."""

import pytest

from contracts.actions.models import publish_model
from contracts.models import ContractModel
from contracts.queries import models
from tests.cast import AT, by, make_cast, shipped

pytestmark = pytest.mark.django_db


def test_the_platforms_model_is_offered_to_everybody_and_a_groups_own_to_its_group():
    cast = make_cast()
    publish_model(owner=cast.group, name="Orvane standard", texts=shipped(), by=by(cast.counsel), at=AT)
    for membership, names in [
        (cast.manager, ["Orvane standard", "Agent contract"]),
        (cast.subsidiary_manager, ["Orvane standard", "Agent contract"]),
        (cast.rival_manager, ["Agent contract"]),
        (cast.director, ["Agent contract"]),
    ]:
        by(membership)
        assert [version.model.name for version in models.usable(membership.person)] == names


def test_only_the_newest_version_is_offered_and_an_archived_model_no_more():
    cast = make_cast()
    first = publish_model(owner=cast.group, name="Orvane standard", texts=shipped(), by=by(cast.counsel), at=AT)
    changed = {tag: text.replace("{{ carrier.name }}", "") for tag, text in shipped().items()}
    second = publish_model(owner=cast.group, name="Orvane standard", texts=changed, by=by(cast.counsel), at=AT)
    by(cast.manager)
    offered = list(models.usable(cast.manager.person))
    assert second in offered
    assert first not in offered
    ContractModel.objects.filter(pk=first.model_id).update(archived_at=AT)
    assert [version.model.name for version in models.usable(cast.manager.person)] == ["Agent contract"]
    assert models.readable(cast.manager.person).count() == 2
