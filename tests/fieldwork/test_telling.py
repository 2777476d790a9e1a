"""What waits to be mailed of a visit or of an order is asked again just before: who may not read it any more is not told."""

import pytest

from portage.core.models import Message
from portage.fieldwork.actions.telling import may_read
from portage.network.actions import add_member, end_membership
from tests.cast import AT, by, make_cast
from tests.fieldwork.selling import LATER, recorded
from tests.fieldwork.visits import customer_of, filed, running

pytestmark = pytest.mark.django_db


def test_a_mail_of_a_section_or_of_an_order_is_sent_while_its_reader_still_reads_it():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    second = add_member(cast.sme, email="second@example.test", name="Sec Ond", role="export_director", at=AT)
    filed(cast, customer, contract)
    recorded(cast, contract, customer)
    kinds = ("fieldwork.section", "fieldwork.order")
    waiting = list(Message.objects.filter(kind__in=kinds, recipient=second.person))
    assert {message.kind for message in waiting} == set(kinds)
    assert all(may_read(message) for message in waiting)
    end_membership(second, by=by(cast.director), at=LATER, successor=cast.director)
    assert not any(may_read(message) for message in waiting)
    for message in waiting:
        message.recipient = cast.rival_director.person
    assert not any(may_read(message) for message in waiting)
