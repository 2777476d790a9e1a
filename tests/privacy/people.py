"""What the tests of personal data stand on: the cast, with things in which people are named."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import connection

from portage.core import journal, outbox
from portage.core.journal import By
from portage.core.models import Message
from portage.network.actions import add_contact, add_customer, add_member, end_membership, invite
from tests.cast import AT, by, make_cast

MONTH = timedelta(days=31)
EWA = {"name": "Ewa Lisowska", "email": "ewa@polimer.example", "phone": "+48 22 555 01 17", "source": "fair"}


def with_administrators():
    """The cast, in which a subsidiary and the rivals have administrators too."""
    cast = make_cast()
    for name, organisation in (
        ("keeper", cast.poland), ("sister_keeper", cast.japan), ("rival_keeper", cast.rival_group), ("rival_sme_keeper", cast.rival_sme),
    ):  # fmt: skip
        role = {"carrier_group": "portage_manager", "subsidiary": "sales_engineer", "carried_sme": "export_director"}
        member = add_member(
            organisation, email=f"{name}@example.test", name=name.title(), role=role[organisation.kind], at=AT, is_administrator=True
        )  # fmt: skip
        setattr(cast, name, member)
    return cast


def customer_of(cast, owner="poland", by_="subsidiary_manager", name="Polimer"):
    """A customer of a subsidiary."""
    organisation = getattr(cast, owner)
    return add_customer(organisation.pk, name=name, country="PL", by=by(getattr(cast, by_)), at=AT)


def known(cast, customer, *, at=AT, **facts):
    """A contact there."""
    return add_contact(customer, by=by(cast.subsidiary_manager), at=at, **{**EWA, **facts})


def from_somewhere(membership, *, address="203.0.113.9", agent="Firefox") -> By:
    return replace(by(membership), address=address, agent=agent)


def acted(membership, *, at: datetime, kind="network.customer_changed", text=None, **more):
    """An event of the journal by a member, with where from."""
    acting = from_somewhere(membership, **more)
    return journal.record(kind, membership.organisation, by=acting, at=at, text=text or {})


def left(cast, organisation, *, email, at: datetime, until: datetime):
    """Somebody was invited, joined, and left."""
    from portage.network.actions import accept_invitation, open_account

    keeper = organisation.memberships.filter(is_administrator=True, ended_at=None).first()
    asked = invite(organisation, email=email, role="auditor", by=by(keeper), at=at)
    if organisation.memberships.filter(person__email=email).exists():
        person = organisation.memberships.filter(person__email=email).first().person
        member = accept_invitation(asked, round=1, person=person, at=at, by=By())
    else:
        member = open_account(asked, round=1, name="Nina Marchal", password="x" * 14, language="fr", at=at, by=By())
    end_membership(member, by=by(keeper), at=until, successor=keeper)
    member.refresh_from_db()
    return member


def mailed(person, *, about, at: datetime, key: str, text="Something waits for Nina Marchal."):
    """A message that was sent."""
    outbox.send(person, kind="tests.told", key=key, subject="Something waits", text=text, at=at, about=about)
    message = Message.objects.get(key=key)
    Message.objects.filter(pk=message.pk).update(status=Message.Status.SENT, sent_at=at)
    return message


def at_once(*works):
    """Run these in threads that start together; what each returned. An error in one of them is the test's."""
    gate, results, errors = threading.Barrier(len(works)), [], []

    def run(work):
        try:
            gate.wait()
            results.append(work())
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []
    return results
