"""Who is named on a confidential contract, what happens when the only one leaves, and that each reading is written down."""

import csv
import io

import pytest
from django.core import mail
from django.urls import reverse

from contracts.actions import versions
from contracts.actions.naming import name_person, take_name_off
from contracts.models import Contract
from portage.core.journal.chain import link_entries
from portage.core.journal.proof import verify
from portage.core.models import Entry
from portage.core.outbox import deliver_messages
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.actions import add_member, change_member, end_membership
from portage.network.models import Membership
from tests.cast import AT, by, concluded, draft, make_cast
from tests.contracts.door import strangers, text
from tests.pages import browse, call, same_as_absent

pytestmark = pytest.mark.django_db
READ = "network.read"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def secret(cast) -> Contract:
    """Proposed to both sides; the manager, the manager of the subsidiary and the director are named on it."""
    contract = draft(cast, start={"confidential_to": [cast.manager, cast.subsidiary_manager, cast.director]})
    versions.propose(contract, by=by(cast.manager), at=AT)
    contract.refresh_from_db()
    return contract


def address(contract, door: str = "named") -> str:
    return reverse(f"contracts:{door}", args=[contract.pk])


def sees(member: Membership) -> bool:
    access.act(member.person, member)
    return access.visible(member.person, Contract.objects.filter(confidential=True)).exists()


def readings() -> list[Entry]:
    return list(Entry.objects.filter(kind=READ).order_by("pk"))


def test_a_colleague_who_is_named_sees_it_and_who_is_taken_off_sees_it_no_more(cast, secret):
    page = text(browse(cast.manager).get(address(secret)))
    assert "Claire Roux" in page
    assert "Diane Xavier" in page
    answer = browse(cast.manager).post(address(secret), {"person": cast.counsel.pk})
    assert answer.status_code == 302
    assert sees(cast.counsel)
    taken = browse(cast.manager).post(address(secret, "take_name_off"), {"person": cast.counsel.pk})
    assert taken.status_code == 302
    assert not sees(cast.counsel)
    assert [e.kind for e in Entry.objects.filter(kind__contains="name").exclude(kind=READ).order_by("pk")] == [
        "contracts.person_named",
        "contracts.name_taken_off",
    ]
    journal = text(browse(cast.director).get(address(secret, "journal")))
    assert "named Luc Carre, who may see the contract." in journal


def test_nobody_names_people_of_another_organisation_nor_takes_them_off(cast, secret):
    with pytest.raises(Invalid, match="not_nameable"):
        name_person(secret, membership=cast.rival_director, by=by(cast.manager), at=AT)
    with pytest.raises(Invalid, match="not_named"):
        take_name_off(secret, membership=cast.director, by=by(cast.manager), at=AT)
    assert browse(cast.manager).post(address(secret), {"person": cast.sales_engineer.pk}).status_code == 422
    assert browse(cast.manager).post(address(secret, "take_name_off"), {"person": cast.director.pk}).status_code == 422
    assert {m.pk for m in access.named_on(secret)} == {cast.manager.pk, cast.subsidiary_manager.pk, cast.director.pk}


def test_the_last_one_of_an_organisation_stays_named(cast, secret):
    answer = browse(cast.director).post(address(secret, "take_name_off"), {"person": cast.director.pk})
    assert answer.status_code == 409
    assert "name another one first" in answer.content.decode()
    assert sees(cast.director)


def test_only_the_roles_that_keep_names_do_and_only_who_is_named(cast, secret):
    name_person(secret, membership=cast.auditor, by=by(cast.manager), at=AT)
    for who in (cast.auditor,):
        assert browse(who).get(address(secret)).status_code == 200
        assert browse(who).post(address(secret), {"person": cast.counsel.pk}).status_code == 403
        assert browse(who).post(address(secret, "take_name_off"), {"person": who.pk}).status_code == 403
        assert browse(who).get(address(secret, "journal") + "?what=readings").status_code == 403
    other = add_member(cast.group, email="o@example.test", name="Olga", role="portage_manager", at=AT)
    with pytest.raises(Forbidden):
        name_person(secret, membership=other, by=by(other), at=AT)
    assert not sees(other)


def test_for_everybody_else_and_for_contracts_that_are_not_confidential_the_page_is_absent(cast, secret):
    absent = address(secret).replace(str(secret.pk)[:8], "00000000")
    for who in [*strangers(cast).values(), cast.counsel, cast.auditor, cast.sales_engineer]:
        assert same_as_absent(browse(who), address(secret), absent)
        assert browse(who).post(address(secret), {"person": who.pk}).status_code == 404
    plain = draft(cast)
    assert browse(cast.manager).get(address(plain)).status_code == 404
    with pytest.raises(Refused, match="not_confidential"):
        name_person(plain, membership=cast.counsel, by=by(cast.manager), at=AT)


def test_what_only_the_leaving_one_could_read_goes_to_the_named_colleague(cast, secret):
    heir = add_member(cast.sme, email="h@example.test", name="Hugo Eir", role="managing_director", at=AT)
    add_member(cast.sme, email="k@example.test", name="Kim", role="auditor", is_administrator=True, at=AT)
    assert not sees(heir)
    end_membership(cast.director, by=by(cast.director), at=AT, successor=heir)
    assert sees(heir)
    entry = Entry.objects.get(kind="network.handed_over")
    assert entry.scope_id == secret.pk
    deliver_messages.call()
    told = [letter for letter in mail.outbox if letter.to == ["h@example.test"]]
    assert len(told) == 1
    assert secret.reference not in told[0].body
    assert "named Hugo Eir in place of Diane Xavier" in text(browse(cast.manager).get(address(secret, "journal")))


def test_while_a_colleague_is_named_too_nothing_is_handed_over_and_nobody_can_tell(cast, secret):
    second = add_member(cast.sme, email="s@example.test", name="Sam", role="managing_director", at=AT)
    third = add_member(cast.sme, email="t@example.test", name="Tim", role="auditor", is_administrator=True, at=AT)
    name_person(secret, membership=second, by=by(cast.director), at=AT)
    url = reverse("network:end_membership", args=[cast.director.pk])
    page = browse(third).get(url).content
    answer = browse(third).post(url, {"agree": "on", "successor": third.pk})
    assert answer.status_code == 302
    assert not sees(third)
    assert not Entry.objects.filter(kind="network.handed_over").exists()
    assert b"Asked each time, even when there is nothing" in page


def test_a_colleague_is_asked_for_whether_or_not_there_is_anything(cast):
    """Refused in the same words with and without a confidential contract: who keeps members learns nothing."""
    kim = add_member(cast.sme, email="k@example.test", name="Kim", role="auditor", is_administrator=True, at=AT)
    url = reverse("network:end_membership", args=[cast.director.pk])
    told = []
    for prepare in (lambda: None, lambda: draft(cast, start={"confidential_to": [cast.manager, cast.director]})):
        prepare()
        answer = browse(kim).post(url, {"agree": "on"})
        told.append((answer.status_code, text(answer)))
    assert told[0] == told[1]
    assert told[0][0] == 422
    cast.director.refresh_from_db()
    assert cast.director.ended_at is None


def test_who_works_on_contracts_no_more_hands_over_too(cast, secret):
    heir = add_member(cast.sme, email="h@example.test", name="Hugo", role="managing_director", at=AT)
    with pytest.raises(Invalid, match="successor"):
        change_member(cast.director, role="facilitator", is_administrator=True, title="", by=by(cast.director), at=AT)
    assert sees(cast.director)
    change_member(
        cast.director, role="facilitator", is_administrator=True, title="", by=by(cast.director), at=AT, successor=heir
    )
    assert sees(heir)
    assert not sees(cast.director)


def test_each_reading_is_written_down_with_who_through_which_door_and_from_where(cast, secret):
    browse(cast.manager).get(address(secret, "contract"), REMOTE_ADDR="10.1.2.3")
    call(cast.subsidiary_manager, "get", f"/api/v1/contracts/{secret.pk}/")
    browse(cast.director).get(reverse("contracts:version", args=[secret.pk, 1]))
    told = [(e.actor.name, e.on_behalf_of, e.facts["door"]) for e in readings()]
    assert told == [
        ("Claire Roux", cast.group.pk, "contracts:contract"),
        ("Marek Zielinski", cast.poland.pk, "api:contract"),
        ("Diane Xavier", cast.sme.pk, "contracts:version"),
    ]
    assert readings()[0].text.content["address"] == "10.1.2.3"
    link_entries(everything=True)
    assert verify().broken is None


def test_a_file_that_holds_it_is_a_reading_and_what_is_refused_is_none(cast, secret):
    concluded(cast)
    browse(cast.counsel).get(address(secret, "contract"))
    browse(cast.manager).post(address(secret), {})
    assert readings() == []
    lines = b"".join(browse(cast.manager).get(reverse("contracts:export", args=["csv"])).streaming_content)
    assert secret.reference.encode() in lines
    assert [(e.scope_id, e.facts["door"]) for e in readings()] == [(secret.pk, "contracts:export")]
    assert b"".join(browse(cast.counsel).get(reverse("contracts:export", args=["csv"])).streaming_content)
    assert len(readings()) == 1


def test_readings_of_a_contract_that_is_not_confidential_are_nobodys_business(cast):
    contract = concluded(cast)
    browse(cast.manager).get(address(contract, "contract"))
    assert readings() == []
    assert browse(cast.manager).get(address(contract, "journal") + "?what=readings").status_code == 404


def test_each_organisation_reads_the_readings_of_its_own_people_only(cast, secret):
    for who in (cast.manager, cast.director, cast.subsidiary_manager):
        browse(who).get(address(secret, "contract"))
    page = browse(cast.director).get(address(secret, "journal") + "?what=readings")
    assert "Diane Xavier, Arômes du Val" in text(page)
    assert "opened it: its page." in text(page)
    assert "from 127.0.0.1" in text(page)
    assert "Claire Roux" not in text(page).split("Show", 1)[1]
    file = browse(cast.director).get(address(secret, "journal") + "?what=readings&as=csv")
    rows = list(csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert {row[1] for row in rows[1:]} == {"Diane Xavier"}
    assert "opened it" not in text(browse(cast.director).get(address(secret, "journal")))


def test_the_journal_is_narrowed_by_who_and_day_and_leaves_as_a_file(cast):
    contract = concluded(cast)
    url = address(contract, "journal")
    whole = browse(cast.manager).get(url)
    assert "Marek Zielinski, Orvane Polska signed for the agent." in text(whole)
    only = browse(cast.manager).get(f"{url}?who={cast.director.person.pk}")
    assert {entry.who for entry in only.context["entries"]} == {"Diane Xavier"}
    assert "Nothing answers these filters" in text(browse(cast.manager).get(f"{url}?from_day=2031-01-01"))
    assert browse(cast.manager).get(f"{url}?from_day=soon").status_code == 422
    assert browse(cast.manager).get(f"{url}?who=nobody").status_code == 422
    assert browse(cast.manager).get(f"{url}?as=exe").status_code == 404
    for form in ("csv", "xlsx"):
        file = browse(cast.manager).get(f"{url}?as={form}")
        assert file.status_code == 200
        assert file.headers["Content-Disposition"].endswith(f'.{form}"')
    link_entries(everything=True)
    lines = b"".join(browse(cast.manager).get(f"{url}?as=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(lines)))
    entries = Entry.objects.filter(scope_id=contract.pk).order_by("-pk").select_related("link")
    assert [(row["Entry"], row["Place in the chain"]) for row in rows] == [
        (str(e.pk), str(e.link.position)) for e in entries
    ]


def test_from_where_is_told_of_ones_own_people_to_ones_own_administrators(cast):
    contract = draft(cast)
    me = access.act(cast.manager.person, cast.manager).by(address="10.9.8.7", agent="Firefox")
    versions.propose(contract, by=me, at=AT)
    url = address(contract, "journal")
    assert "from 10.9.8.7" in text(browse(cast.manager).get(url))
    for who in (cast.counsel, cast.director, cast.subsidiary_manager):
        page = browse(who).get(url)
        assert "proposed version 1." in text(page)
        assert "10.9.8.7" not in page.content.decode()
        assert b"10.9.8.7" not in b"".join(browse(who).get(f"{url}?as=csv").streaming_content)
