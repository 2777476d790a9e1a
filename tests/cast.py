"""The fixed cast of every test: a carrier group with two subsidiaries, its rival, two SMEs that compete, one SME
with no carrier, an auditor, someone who left.

    cast = make_cast()
    cast.manager, cast.director, ...      memberships; .person has `acting` set
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from allauth.mfa.models import Authenticator

from contracts.actions import drafting, exclusivity, negotiation, renewal, signature, versions
from contracts.actions.models import publish_model
from contracts.actions.signing.file import keep_signed
from contracts.models import Contract, ContractModel, Document, ModelVersion, Revision, Signature
from contracts.queries import exclusivity as places
from contracts.queries.evidence import newest
from portage.catalogue.actions import add_product, share_product
from portage.core import files
from portage.core.journal import PORTAGE, By
from portage.network import access
from portage.network.accounts.sealing import seal
from portage.network.actions import add_member, add_subsidiary, admit_sme, end_membership, open_group
from portage.network.models import Membership, Organisation, Person
from tests.replayed import replayed

AT = datetime(2024, 1, 10, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody's authenticator app


@dataclass
class Cast:
    """Organisations and memberships, by the part they play."""

    group: Organisation = None
    poland: Organisation = None
    japan: Organisation = None
    rival_group: Organisation = None
    rival_subsidiary: Organisation = None
    sme: Organisation = None
    rival_sme: Organisation = None
    lone_sme: Organisation = None
    manager: Membership = None
    counsel: Membership = None
    subsidiary_manager: Membership = None
    sales_engineer: Membership = None
    sister_manager: Membership = None
    director: Membership = None
    rival_director: Membership = None
    lone_director: Membership = None
    rival_manager: Membership = None
    auditor: Membership = None
    former: Membership = None
    model: ContractModel = None
    products: list = field(default_factory=list)


def by(membership: Membership) -> By:
    """Act as this member: what a door passes to a verb."""
    return access.act(membership.person, membership).by()


def second_factor(person: Person) -> None:
    """An authenticator app, without which who may sign or keeps members sees no page."""
    Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": seal(SECRET)}}
    )


def make_cast() -> Cast:
    """Everybody, with two offered products of the SME shared with the group, and the shipped model published."""
    return replayed("cast", _cast)


def _cast() -> Cast:
    cast = Cast()
    _organisations(cast)
    _people(cast)
    for code, names, hs in [
        ("AC-10", {"fr": "compositions aromatiques", "en": "aromatic compositions"}, "330290"),
        ("PX-31", {"fr": "extraits végétaux", "en": "plant extracts"}, "130219"),
    ]:
        product = add_product(cast.sme, by=PORTAGE, at=AT, code=code, names=names, hs_code=hs, family="aromas")
        share_product(product, with_=cast.group, by=PORTAGE, at=AT)
        cast.products.append(product)
    cast.model = publish_model(owner=None, name="Agent contract", texts=shipped(), by=PORTAGE, at=AT).model
    return cast


def shipped() -> dict[str, str]:
    """The shipped articles by language."""
    folder = Path(__file__).parent.parent / "contracts" / "models_shipped"
    return {tag: (folder / f"agent.{tag}.md").read_text(encoding="utf-8") for tag in ("fr", "en")}


def _organisations(cast: Cast) -> None:
    where = {
        "street": "1 rue de l'Essai",
        "postcode": "69001",
        "city": "Lyon",
        "registration": "RCS 000 000 001",
        "legal_form": "SAS",
    }
    cast.group = open_group(name="Orvane", country="FR", by=PORTAGE, at=AT, **where)
    cast.poland = add_subsidiary(
        cast.group, name="Orvane Polska", country="PL", countries_covered=["PL", "CZ", "HU"], by=PORTAGE, at=AT, **where
    )
    cast.japan = add_subsidiary(
        cast.group,
        name="Orvane Japan",
        country="JP",
        time_zone="Asia/Tokyo",
        countries_covered=["JP"],
        by=PORTAGE,
        at=AT,
        **where,
    )
    cast.rival_group = open_group(name="Kestrel", country="FR", by=PORTAGE, at=AT, **where)
    cast.rival_subsidiary = add_subsidiary(
        cast.rival_group, name="Kestrel Polska", country="PL", countries_covered=["PL"], by=PORTAGE, at=AT, **where
    )
    cast.sme = admit_sme(cast.group, name="Arômes du Val", country="FR", by=PORTAGE, at=AT, **where)
    cast.rival_sme = admit_sme(cast.group, name="Essences Rivales", country="FR", by=PORTAGE, at=AT, **where)
    cast.lone_sme = admit_sme(cast.rival_group, name="Seule SARL", country="FR", by=PORTAGE, at=AT, **where)


def _people(cast: Cast) -> None:
    def join(organisation: Organisation, name: str, role: str, **more) -> Membership:
        email = name.lower().replace(" ", ".") + "@example.test"
        membership = add_member(organisation, email=email, name=name, role=role, at=AT, **more)
        membership.person.set_password(PASSWORD)
        membership.person.save()
        second_factor(membership.person)
        return membership

    cast.manager = join(cast.group, "Claire Roux", "portage_manager", is_administrator=True)
    cast.counsel = join(cast.group, "Luc Carre", "legal_counsel")
    cast.subsidiary_manager = join(cast.poland, "Marek Zielinski", "subsidiary_manager", title="director")
    cast.sales_engineer = join(cast.poland, "Tomek Wilk", "sales_engineer")
    cast.sister_manager = join(cast.japan, "Aiko Mori", "subsidiary_manager")
    cast.director = join(cast.sme, "Diane Xavier", "export_director", is_administrator=True, title="export director")
    cast.rival_director = join(cast.rival_sme, "Rene Vial", "managing_director")
    cast.lone_director = join(cast.lone_sme, "Sol Tudor", "managing_director")
    cast.rival_manager = join(cast.rival_group, "Karl Egger", "portage_manager")
    cast.auditor = join(cast.group, "Ada Itor", "auditor")
    cast.former = join(cast.group, "Fred Ormer", "portage_manager")
    end_membership(cast.former, by=by(cast.manager), at=AT, successor=cast.manager)
    for organisation, signatory in [
        (cast.poland, cast.subsidiary_manager),
        (cast.sme, cast.director),
        (cast.rival_sme, cast.rival_director),
    ]:
        signature.record_authority(organisation, membership=signatory, from_day=date(2000, 1, 1), by=PORTAGE, at=AT)


def draft(cast: Cast, *, at: datetime = AT, **over) -> Contract:
    """A complete draft of the SME and Orvane Polska, by the manager: renewable, French law, from 2024-03-01."""
    return replayed(f"draft {at} {over}", lambda: _draft(cast, at=at, **over))


def _draft(cast: Cast, *, at: datetime, **over) -> Contract:
    me = by(cast.manager)
    agent = over.pop("agent", cast.poland)
    contract = drafting.start_draft(principal=cast.sme, agent=agent, by=me, at=at, **over.pop("start", {}))
    drafting.set_products(contract, products=over.pop("products", cast.products), by=me, at=at)
    drafting.set_territory(
        contract,
        countries=over.pop("countries", ["PL"]),
        segments=over.pop("segments", ["cosmetics"]),
        exclusive=over.pop("exclusive", True),
        by=me,
        at=at,
    )
    drafting.set_commission(
        contract, rate=over.pop("rate", Decimal("0.06")), event="paid", currency="EUR", statement_months=3, by=me, at=at
    )
    duration = {
        "first_day": date(2024, 3, 1),
        "first_months": 12,
        "renewal_months": 12,
        "notice_scale": [1, 2, 3],
        "notice_month_end": False,
    }
    drafting.set_duration(contract, **{**duration, **over.pop("duration", {})}, by=me, at=at)
    version = ModelVersion.objects.filter(model=cast.model).first()
    terms = {
        "law": "FR",
        "forum": "tribunal de commerce de Lyon",
        "languages": "fr",
        "prevailing": "fr",
        **over.pop("law", {}),
    }
    drafting.set_law(contract, **terms, model_version=version, by=me, at=at)
    contract.refresh_from_db()
    return contract


def approved(cast: Cast, contract: Contract, *, at: datetime = AT) -> Contract:
    """Proposed, and approved by everybody who must."""
    replayed(f"approved {contract.pk} {at}", lambda: _approved(cast, contract, at=at))
    contract.refresh_from_db()
    return contract


def _approved(cast: Cast, contract: Contract, *, at: datetime) -> None:
    version = versions.propose(contract, by=by(cast.manager), at=at)
    cleared(cast, contract, at=at)
    for membership in (cast.manager, cast.counsel, cast.director):
        versions.approve(contract, version=version.number, by=by(membership), at=at)


def cleared(cast: Cast, contract: Contract, *, at: datetime = AT) -> None:
    """Both sides confirm that nothing of theirs stands in the way, where anybody must."""
    if places.cleared(Contract.objects.get(pk=contract.pk)):
        return
    for membership in (cast.manager, cast.director):
        exclusivity.clear(contract, by=by(membership), at=at)


def changed(cast: Cast, contract: Contract, *, at: datetime = AT, forum: str = "tribunal de commerce de Paris") -> int:
    """Another forum, proposed by the director and accepted by the manager: the number of the next version."""
    from contracts.queries.negotiation import moves

    contract.refresh_from_db()
    terms = {"law": "FR", "forum": forum, "languages": contract.languages, "prevailing": contract.prevailing}
    proposal = negotiation.propose_terms(
        contract, step="law", given={**terms, "model_version": contract.model_version},
        base=moves(contract, "terms-law"), by=by(cast.director), at=at,
    )  # fmt: skip
    return negotiation.accept(proposal, by=by(cast.manager), at=at).number


def concluded(cast: Cast, *, at: datetime = AT, **over) -> Contract:
    """Approved, its document kept (a stand-in for the PDF), and signed by both: in force once its first day has come."""
    return replayed(f"concluded {at} {over}", lambda: _concluded(cast, at=at, **over))


def _concluded(cast: Cast, *, at: datetime, **over) -> Contract:
    return signed_by_both(cast, approved(cast, draft(cast, at=at, **over), at=at), at=at)


def signed_by_both(cast: Cast, contract: Contract, *, at: datetime = AT, consent: str = "I agree.") -> Contract:
    """An approved contract, its document kept, signed by the director and the subsidiary's manager."""
    replayed(f"signed {contract.pk} {at} {consent}", lambda: _signed_by_both(cast, contract, at=at, consent=consent))
    contract.refresh_from_db()
    return contract


def _signed_by_both(cast: Cast, contract: Contract, *, at: datetime, consent: str) -> None:
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=at)
    for membership in (cast.director, cast.subsidiary_manager):
        sign(document, membership, at=at, consent=consent)


def in_force(cast: Cast, days: Sequence[datetime], **over) -> Contract:
    """Concluded, and the daily run of each of these days made."""
    return replayed(f"in force {days} {over}", lambda: _in_force(cast, days, **over))


def _in_force(cast: Cast, days: Sequence[datetime], **over) -> Contract:
    contract = concluded(cast, **over)
    for day in days:
        renewal.run_day(at=day)
    contract.refresh_from_db()
    return contract


def sign(document: Document, membership: Membership, *, at: datetime = AT, consent: str = "I agree.") -> Signature:
    """The act of this member, and its signature in the file: what the job would put there, as a line of text."""
    act = signature.sign(document, consent=consent, identified_by="password", by=by(membership), at=at)
    put_in_file(act, at=at)
    return act


def put_in_file(act: Signature, *, at: datetime = AT) -> Revision | None:
    """The file with a stand-in for the signature of an act; real ones are made in the tests of signing."""
    over = newest(act.document)
    pdf = files.read(over.file) + b"\n%% signed for the %b" % act.side.encode()
    return keep_signed(act, over=over, pdf=pdf, field=act.side, certificate="0" * 64, at=at)
