"""Members, invitations and roles through the API: for administrators, as their pages show them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from portage.core import clock
from portage.core.models import Entry
from portage.network.access import PERMISSIONS
from portage.network.actions import add_member, add_program, invite
from portage.network.models import Invitation, Membership
from tests.cast import by, make_cast
from tests.pages import browse, call

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
API = "/api/v1"
ABSENT = "01a1ff50-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def boss(cast) -> Membership:
    return add_member(
        cast.sme, email="boss@example.test", name="Bea Oss", role="managing_director", is_administrator=True, at=NOW
    )


def rows(response) -> list[dict]:
    assert response.status_code == 200
    return response.json()["results"]


def test_administrators_read_their_members_programs_included(cast, boss):
    add_program(cast.sme, name="ERP", role="auditor", by=by(boss), at=NOW)
    told = rows(call(boss, "get", f"{API}/members/?sort=name"))
    assert {row["name"] for row in told} == {"Bea Oss", "Diane Xavier", "ERP"}
    assert {row["name"]: row["email"] for row in told}["ERP"] is None
    own = rows(call(boss, "get", f"{API}/organisations/{cast.sme.pk}/members/?sort=name"))
    assert own == told
    shown = browse(boss).get(reverse("network:members", args=[cast.sme.pk])).content.decode()
    for row in told:
        assert row["is_program"] or (row["name"] in shown and row["email"] in shown)


def test_nobody_else_reads_them(cast, boss):
    row = invite(cast.sme, email="x@example.test", role="auditor", by=by(boss), at=NOW)
    plain = add_member(cast.sme, email="plain@example.test", name="P", role="auditor", at=NOW)
    for member in (plain, cast.manager):
        for url in (f"organisations/{cast.sme.pk}/members", f"organisations/{cast.sme.pk}/invitations"):
            assert call(member, "get", f"{API}/{url}/").status_code == 403
    assert call(plain, "get", f"{API}/members/").status_code == 403
    for member in (cast.rival_director, cast.rival_manager, cast.sister_manager, cast.former):
        for url in ("organisations/{}/members", "organisations/{}/invitations"):
            told = [call(member, "get", f"{API}/{url.format(pk)}/") for pk in (cast.sme.pk, ABSENT)]
            assert [one.status_code for one in told] == [404, 404]
            assert len({str({**one.json(), "instance": ""}) for one in told}) == 1
    for member in (plain, cast.manager, cast.rival_director, cast.former):
        for method, url in (
            ("get", f"members/{cast.director.pk}"), ("patch", f"members/{cast.director.pk}"),
            ("post", f"members/{cast.director.pk}/end"), ("get", f"invitations/{row.pk}"),
            ("post", f"invitations/{row.pk}/resend"), ("post", f"invitations/{row.pk}/revoke"),
        ):  # fmt: skip
            answer = call(member, method, f"{API}/{url}/", {})
            assert answer.status_code == (403 if member == cast.former and method != "get" else 404), (member, url)
    cast.director.refresh_from_db()
    row.refresh_from_db()
    assert (cast.director.ended_at, row.revoked_at, row.round) == (None, None, 1)


def test_an_administrator_invites_sends_again_and_revokes(cast, boss, monkeypatch):
    where = f"{API}/organisations/{cast.sme.pk}/invitations/"
    made = call(boss, "post", where, {"email": "New@example.test", "role": "export_director", "title": "directrice"})
    assert made.status_code == 201
    told = made.json()
    assert (told["email"], told["state"], told["invited_by"], told["language"]) == (
        "new@example.test", "waiting", "Bea Oss", cast.sme.language,
    )  # fmt: skip
    assert "key" not in told
    assert [row["id"] for row in rows(call(boss, "get", where))] == [told["id"]]
    one = f"{API}/invitations/{told['id']}/"
    assert call(boss, "get", one).json() == told
    assert call(boss, "post", f"{one}resend/").json()["code"] == "too_soon"
    assert (
        call(boss, "post", where, {"email": "new@example.test", "role": "auditor"}).json()["code"] == "already_invited"
    )
    assert call(boss, "post", where, {"email": "b@example.test", "role": "sales_engineer"}).status_code == 422
    assert call(boss, "post", where, {"email": "b"}).status_code == 422
    assert call(boss, "post", f"{one}revoke/").status_code == 204
    assert call(boss, "post", f"{one}revoke/").json()["code"] == "over"
    assert rows(call(boss, "get", where)) == []
    assert Invitation.objects.count() == 1


def test_an_invitation_that_is_repeated_with_its_key_is_one(cast, boss):
    where, key = f"{API}/organisations/{cast.sme.pk}/invitations/", {"Idempotency-Key": "invite-0001"}
    told = [call(boss, "post", where, {"email": "n@example.test", "role": "auditor"}, **key) for _ in range(2)]
    assert [one.status_code for one in told] == [201, 201]
    assert told[0].json() == told[1].json()
    assert Invitation.objects.count() == 1


def test_an_administrator_changes_and_ends(cast, boss):
    one = f"{API}/members/{cast.director.pk}/"
    assert call(boss, "get", one).json()["role"] == "export_director"
    changed = call(boss, "patch", one, {"title": "directrice export"})
    assert (changed.json()["title"], changed.json()["role"]) == ("directrice export", "export_director")
    assert call(boss, "patch", one, {"role": "sales_engineer"}).status_code == 422
    assert call(boss, "post", f"{one}end/", {}).json()["errors"][0]["field"] == "successor"
    heir, key = {"successor": str(boss.pk)}, {"Idempotency-Key": "ending-0001"}
    assert call(boss, "post", f"{one}end/", {"successor": str(cast.manager.pk)}).status_code == 404
    ended, again = (call(boss, "post", f"{one}end/", heir, **key) for _ in range(2))
    assert (ended.status_code, again.status_code) == (204, 204)
    assert call(boss, "get", one).status_code == 404
    assert Entry.objects.filter(kind="network.member_left", at=NOW).count() == 1
    assert (
        call(boss, "patch", f"{API}/members/{boss.pk}/", {"is_administrator": False}).json()["code"]
        == "last_administrator"
    )


def test_the_table_of_roles_is_for_administrators(cast, boss):
    told = call(boss, "get", f"{API}/roles/").json()
    assert {row["permission"] for row in told} == set(PERMISSIONS)
    assert next(row for row in told if row["permission"] == "contracts.sign_contract")["roles"] == [
        "export_director", "managing_director",
    ]  # fmt: skip
    for member in (cast.counsel, cast.former):
        assert call(member, "get", f"{API}/roles/").status_code == 403


def test_the_list_costs_the_same_with_few_and_with_many(cast, boss, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        client = browse(boss)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{API}/members/").status_code == 200
        return len(queries)

    before = asked()
    for number in range(15):
        add_member(cast.sme, email=f"m{number}@example.test", name=f"M{number}", role="auditor", at=NOW)
    assert asked() == before
