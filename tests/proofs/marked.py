"""A world in which every text that is typed holds a word known to its owners alone: each field that `privacy.places` knows.

`MARK` stands in what the SME, its subsidiary and the answers to candidatures say: none of the rivals may read it. `HOUSE`
stands in what the carrier group says to its own subsidiaries: rivals outside of the group may not.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps

from portage.privacy.places import PLACES
from tests.every_address import client_of
from tests.proofs import marked_commission, marked_life

MARK, HOUSE = "Zyxomère", "Vauquelorn"
# As they are looked for: addresses and sorted names have neither capitals nor accents.
STEM, OF_THE_HOUSE = "zyxom", HOUSE.lower()
ADDRESS = "zyxomere@example.test"
# Fields of `places` that hold no word of anybody, and why.
NO_WORD = {
    "network.Person": {"password": "a digest"},
    "contracts.Contract": {
        "clauses": "figures",
        "agent_tasks": "codes of tasks, shared out",
        "principal_tasks": "codes of tasks, shared out",
    },
    "contracts.LawCorrection": {"source": "of the platform, told to everybody", "reason": "told to everybody"},
}


def marked() -> Any:
    """The cast; rivals keep the members of their organisations, so that they see what administrators see."""
    from portage.core import clock
    from tests.cast import make_cast

    cast, now = make_cast(), clock.now()
    for who in ("rival_director", "lone_director", "rival_manager", "sister_manager", "subsidiary_manager"):
        member = getattr(cast, who)
        member.is_administrator = True
        member.save(update_fields=["is_administrator"])
    _organisation(cast, now)
    _people(cast, now)
    _customers(cast, now)
    _candidatures(cast, now)
    _contracts(cast, now)
    marked_life.visited(cast, _running(cast, now), cast.customer, now, MARK, HOUSE)
    marked_life.negotiated(cast, now, MARK)
    marked_life.written_anew(cast, now, HOUSE)
    marked_life.renamed_by_succession(cast, now, MARK)
    _machinery(cast, now)
    return cast


def _organisation(cast: Any, now: datetime) -> None:
    """Its name, its details, its products."""
    from portage.catalogue.actions import add_product
    from portage.network.actions import change_organisation, rename_organisation
    from tests.cast import by

    me = by(cast.director)
    yesterday = now.date() - timedelta(days=1)
    rename_organisation(cast.sme, name=f"{MARK} SA", from_day=yesterday, reason=f"{MARK} raison", by=me, at=now)
    facts = {
        "legal_form": f"{MARK} forme", "registration": f"RCS {MARK}", "street": f"1 rue {MARK}", "city": f"{MARK}ville",
    }  # fmt: skip
    change_organisation(cast.sme, **facts, by=me, at=now)
    cast.sme.refresh_from_db()
    names = {"fr": f"huile {MARK}", "en": f"oil {MARK}"}
    facts = {"names": names, "family": f"{MARK} famille", "hs_code": "330129", "segments": ["cosmetics"]}
    cast.secret = add_product(cast.sme, code=f"{MARK}-1", **facts, by=me, at=now)


def _people(cast: Any, now: datetime) -> None:
    """Its members, views, tokens, programs, invitations."""
    from portage.network.actions import add_program, invite, keep_view, make_token
    from tests.cast import by

    me, person = by(cast.director), cast.director.person
    person.name, person.email = f"{MARK} Xavier", f"x.{ADDRESS}"
    person.save(update_fields=["name", "email"])
    cast.director.title = f"{MARK} titre"
    cast.director.save(update_fields=["title"])
    keep_view(cast.director, page="contracts", name=f"{MARK} vue", query=f"q={MARK}")
    make_token(cast.director, name=f"{MARK} jeton", scopes=["contracts:read"], days=30, by=me, at=now)
    add_program(cast.sme, name=f"{MARK} ERP", role="export_director", by=me, at=now)
    invite(cast.sme, email=ADDRESS, role="auditor", title=f"{MARK} titre", by=me, at=now)


def _customers(cast: Any, now: datetime) -> None:
    """Customers of the subsidiary and people there: one who stays, one who was corrected and removed."""
    from portage.fieldwork.actions.companies import say_same_company
    from portage.network.actions import add_contact, add_customer, change_contact, remove_contact
    from tests.cast import by

    me = by(cast.subsidiary_manager)
    cast.customer = customer = add_customer(
        cast.poland.pk, name=f"{MARK} Kosmetyka", city=f"{MARK}wice", country="PL", by=me, at=now
    )
    said = {
        "name": f"{MARK} Lisowska", "function": f"{MARK} zakupy", "phone": f"+48 {MARK}", "note": f"{MARK} notatka", "source": "fair",
        "source_says": f"{MARK} targi",
    }  # fmt: skip
    add_contact(customer, email=ADDRESS, **said, by=me, at=now)
    there = add_customer(cast.japan.pk, name=f"{MARK} Kosmetyka", country="PL", by=by(cast.sister_manager), at=now)
    say_same_company(customer, there, by=by(cast.manager), at=now)
    gone = add_contact(customer, email=f"old.{ADDRESS}", **said, by=me, at=now)
    remove_contact(change_contact(gone, function=f"{MARK} biuro", by=me, at=now), by=me, at=now)


def _candidatures(cast: Any, now: datetime) -> None:
    """One refused, one in reserve; and what the page of the group says to whoever has its address."""
    from portage.network.actions import keep_candidature, refuse_candidature, write_candidature_page
    from tests.cast import by
    from tests.network.candidates import received

    manager = by(cast.manager)
    told = {
        "company": f"{MARK} Verre", "person": f"{MARK} Valmy", "why": f"{MARK} raison", "website": "zyxomere.example",
        "function": f"{MARK} directrice", "phone": f"+33 {MARK}",
        "products": [{"name": f"{MARK} flacon", "what": MARK, "hs_code": ""}],
    }  # fmt: skip
    write_candidature_page(cast.group, welcome={"fr": f"Bienvenue chez {HOUSE}."}, by=manager, at=now)
    first = received(cast.group, at=now, email=f"one.{ADDRESS}", **told)
    refuse_candidature(first, reason=f"{MARK} motif", by=manager, at=now)
    other = received(cast.group, at=now, email=f"two.{ADDRESS}", **{**told, "siren": "552100554"})
    keep_candidature(other, note=f"{MARK} note", by=manager, at=now)


def _contracts(cast: Any, now: datetime) -> None:
    """One with every text in it, signed, its end proposed, its notice given; one withdrawn; one confidential."""
    from contracts.actions import drafting
    from contracts.actions.ending import propose_end
    from contracts.actions.notice import give_notice
    from contracts.actions.renewal import run_day
    from portage.core import clock
    from tests.cast import by, draft

    contract = _signed(cast)
    run_day(at=now)
    contract.refresh_from_db()
    marked_life.amended(cast, contract, now, MARK)
    marked_life.owed_and_told(cast, contract, now, MARK)
    marked_life.prospected(cast, contract, now, MARK)
    marked_life.ordered(cast, contract, now, MARK)
    marked_life.asked_between(cast, contract, now, MARK)
    marked_life.talked(cast, contract, now, MARK, HOUSE)
    marked_commission.commissioned(cast, contract, now, MARK)
    today, me = clock.day_in(contract.time_zone, now), by(cast.director)
    propose_end(contract, last_day=today + timedelta(days=90), reason=f"{MARK} accord", by=me, at=now)
    give_notice(
        contract, form="platform", served_on=today, sent_on=None, grounds=f"{MARK} motif", by=me, at=now
    )  # fmt: skip
    drafting.withdraw(draft(cast, countries=["SK"]), reason=f"{MARK} retrait", by=by(cast.manager), at=now)
    people = [cast.manager, cast.director]
    draft(cast, countries=["CZ"], start={"confidential_to": people}, law={"forum": f"{MARK} arbitrage"})


def _running(cast: Any, now: datetime) -> Any:
    """A contract of the SME that goes on, and a third SME that its agent carries too."""
    from portage.core.journal import PORTAGE
    from portage.network.actions import admit_sme
    from tests.cast import AT
    from tests.contracts.portfolio import copies

    cast.third_sme = admit_sme(cast.group, name="Tierce SARL", country="FR", by=PORTAGE, at=AT)
    return copies(cast, 1)[0]


def _signed(cast: Any) -> Any:
    """A contract by a model of the group's own, with regions, reserved customers and a question of law answered."""
    from contracts.actions import drafting, versions
    from contracts.actions.models import publish_model
    from tests.cast import AT, approved, by, draft, shipped, signed_by_both

    texts = {tag: text.rstrip() + f" {HOUSE}.\n" for tag, text in shipped().items()}
    named = {"name": f"{HOUSE} agent", "purpose": f"{HOUSE} export"}
    cast.model = publish_model(owner=cast.group, **named, texts=texts, by=by(cast.counsel), at=AT).model
    contract, me = draft(cast, law={"forum": f"tribunal de {MARK}"}), by(cast.manager)
    territory = {"countries": ["PL"], "segments": ["cosmetics"], "exclusive": True, "regions": {"PL": [f"{MARK}skie"]}}
    reserved = [{"name": f"{MARK} Parfums", "place": f"{MARK} nad Wisłą"}]
    drafting.set_territory(contract, **territory, reserved=reserved, by=me, at=AT)
    asked = {"question": "legal_review", "answer": "done", "reason": f"{MARK} avis"}
    versions.record_choice(contract, **asked, by=by(cast.counsel), at=AT)
    return signed_by_both(cast, approved(cast, contract), consent=f"J'accepte, {MARK}.")


def _machinery(cast: Any, now: datetime) -> None:
    """Letters, failed jobs, files, answers kept to be given again."""
    from contracts.models import Contract
    from portage.core import files, outbox
    from portage.core.models import Attempt, Message

    told = {"kind": "tests.told", "subject": f"{MARK} objet", "text": f"{MARK} texte", "html": f"<p>{MARK}</p>"}
    outbox.send(cast.director.person, key="told", at=now, about=cast.sme, **told)
    Message.objects.filter(key="told").update(error=f"{MARK} refused")
    Attempt.objects.create(task_id=uuid4(), count=1, last_error=f"{MARK} failed")
    contract = Contract.objects.filter(principal=cast.sme).first()
    files.store(MARK.encode(), scope=contract, name=f"{MARK}.txt", media_type="text/plain", at=now)
    product = {"names": {"fr": f"savon {MARK}"}, "code": f"{MARK}-2", "hs_code": "330129", "family": ""}
    headers = {"Idempotency-Key": "marked-0001"}
    made = client_of(cast.director).post("/api/v1/products/", product, content_type="application/json", headers=headers)
    assert made.status_code == 201, made.content


def without_a_word() -> list[str]:
    """Text fields that people's words reach, by `places`, in which none of these words stands."""
    found = []
    for label, rows in PLACES.items():
        wanted = [*rows.free.split(), *rows.whole.split(), *" ".join(rows.kept.values()).split(), *rows.hidden.split()]
        for name in wanted:
            if name in NO_WORD.get(label, {}):
                continue
            told = str(list(apps.get_model(label)._default_manager.values_list(name, flat=True))).lower()
            if STEM not in told and OF_THE_HOUSE not in told:
                found.append(f"{label}.{name}")
    return found
