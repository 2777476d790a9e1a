"""A person named in a post loses their name in it and in its former words, and only there."""

import pytest

from portage.core.refusals import Refused
from portage.forum.actions import keeping
from portage.forum.models import FormerText, Post
from portage.network import access
from portage.privacy.actions import redact
from portage.privacy.queries.search import Asked, search
from tests.cast import by
from tests.forum.talking import DAY, between_agencies, replied, started
from tests.privacy import people

pytestmark = pytest.mark.django_db
EWA = Asked("Ewa Lisowska")


def test_a_name_is_taken_out_of_a_post_and_of_what_it_said_before():
    cast = people.with_administrators()
    thread = started(cast, between_agencies(cast), "Ewa Lisowska asks: ten days?")
    post = thread.messages.get()
    keeping.edit(post, text="Ms Lisowska Ewa asks: nine days?", seen=0, by=by(cast.sales_engineer), at=DAY)
    replied(cast, thread, "Ewa Lisowska again.")
    keeper = access.act(cast.keeper.person, cast.keeper)
    found = {hit.label: hit for hit in search(cast.poland, keeper.person, EWA)[0] if hit.label.startswith("forum.")}
    assert set(found) == {"forum.Post", "forum.FormerText"}  # of its own people's words alone
    for hit in found.values():
        redact(cast.poland, hit.key, EWA, by=by(cast.keeper), at=DAY)
    assert "Lisowska" not in Post.objects.get(number=1).text
    assert "nine days?" in Post.objects.get(number=1).text
    assert "Lisowska" not in FormerText.objects.get().text
    assert "Lisowska" in Post.objects.get(number=2).text
    with pytest.raises(Refused):
        redact(cast.poland, found["forum.Post"].key, EWA, by=by(cast.keeper), at=DAY)
