"""Commission invoices: what they say, what refuses them, their series, their mandate. Through the verbs."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from contracts.documents import pdfa
from portage.commission.actions import answering, billing, mandates, own_invoices, paperwork
from portage.commission.documents import examining, facturx
from portage.commission.models import CommissionInvoice, Contest, InvoicePaper, Mandate, MandateEnd, Statement
from portage.commission.queries import invoices as queries
from portage.commission.rules import invoicing
from portage.core import files
from portage.core.refusals import Forbidden, Refused
from portage.network.models import Organisation
from tests.cast import Cast, by, make_cast
from tests.commission.invoiced import FR, PL, numbered
from tests.commission.selling import Sales, noon, running
from tests.replayed import replayed

pytestmark = pytest.mark.django_db
D = Decimal
AT = noon("2024-07-10")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def statement(cast) -> Statement:
    """EUR 936.00 for the second quarter of 2024, accepted by the agent."""

    def made():
        sales = Sales(cast, running(cast))
        sales.sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
        issued = sales.issue("2024-06-30", at=noon("2024-07-09"))
        answering.accept_statement(issued, by=by(cast.subsidiary_manager), at=noon("2024-07-10"))
        return issued

    found = replayed("accepted statement", made)
    numbered(cast)
    return found


def kept() -> list[int]:
    return [model.objects.count() for model in (CommissionInvoice, InvoicePaper, Mandate, MandateEnd, Contest)]


def made(cast, statement, **over) -> CommissionInvoice:
    return billing.make_invoice(statement, **{"by": by(cast.subsidiary_manager), "at": AT} | over)


def test_the_agent_invoices_what_was_accepted(cast, statement):
    row = made(cast, statement)
    assert (row.number, row.kind, row.day, row.due_on) == (
        f"{statement.contract.reference}-2024-00001",
        "380",
        date(2024, 7, 10),
        date(2024, 7, 31),
    )
    assert (row.net, row.vat, row.gross, row.category) == (D(936), D(0), D(936), "AE")
    said = facturx.said(facturx.read(files.read(row.xml)))
    assert (said.net, said.gross, said.seller_vat, said.buyer_vat) == (D(936), D(936), PL, FR)
    assert [line["name"] for line in row.told["lines"]] == [
        "Commission : compositions aromatiques, 6 % de 15 600,00 EUR"
    ] or row.told["lines"]


def test_its_paper_is_pdf_a_3b_with_the_checked_xml_inside(cast, statement):
    row = made(cast, statement)
    paper = paperwork.make_invoice_paper(str(row.pk), at=AT)
    assert paperwork.make_invoice_paper(str(row.pk), at=AT) is None
    pdf = files.read(paper.file)
    assert pdfa.structural(pdf, "b") == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        carried = opened.attachments["factur-x.xml"]
        assert carried.get_file().read_bytes() == files.read(row.xml)
        assert str(carried.relationship) == "/Alternative"
        xmp = opened.open_metadata()
        assert xmp["{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}ConformanceLevel"] == "EN 16931"
    assert examining.examine_pdf(pdf).ok


def test_what_an_invoice_needs_and_lacks_is_named_and_nothing_is_kept(cast, statement):
    Organisation.objects.filter(pk=cast.poland.pk).update(vat="", city="")
    before = kept()
    with pytest.raises(Refused) as refused:
        made(cast, statement)
    assert refused.value.code == "record_incomplete"
    assert "the agent's city, the agent's VAT number" in str(refused.value.message)
    assert kept() == before


def test_only_an_accepted_statement_is_invoiced_and_once(cast, statement):
    made(cast, statement)
    for again in (made, lambda *_: own_invoices.record_own_invoice(
        statement, number="F-1", day=date(2024, 7, 10), vat=D(0), by=by(cast.subsidiary_manager), at=AT
    )):  # fmt: skip
        with pytest.raises(Refused) as refused:
            again(cast, statement)
        assert refused.value.code == "already_invoiced"
    other = Sales(cast, statement.contract)
    other.sold(100, "2024-07-02", "2024-07-03", "2024-08-20", "2024-08-15")
    later = other.issue("2024-09-30", at=noon("2024-10-09"))
    with pytest.raises(Refused) as refused:
        made(cast, later, at=noon("2024-10-10"))
    assert refused.value.code == "not_accepted"
    assert CommissionInvoice.objects.count() == 1


def test_a_credit_note_takes_an_invoice_back_and_the_series_has_no_gap(cast, statement):
    first = made(cast, statement)
    with pytest.raises(Forbidden):
        billing.credit_invoice(first, by=by(cast.director), at=AT)
    note = billing.credit_invoice(first, by=by(cast.subsidiary_manager), at=AT)
    said = facturx.said(facturx.read(files.read(note.xml)))
    assert (note.kind, note.credits, said.net, said.kind) == ("381", first, D(936), "381")
    assert first.number.encode() in files.read(note.xml)
    with pytest.raises(Refused) as refused:
        billing.credit_invoice(first, by=by(cast.subsidiary_manager), at=AT)
    assert refused.value.code == "credited"
    again = made(cast, statement, at=noon("2025-01-02"))
    rows = CommissionInvoice.objects.order_by("turn")
    assert [(row.year, row.serial) for row in rows] == [(2024, 1), (2024, 2), (2025, 1)]
    assert again.number.endswith("-2025-00001")


def test_a_statement_below_zero_is_a_credit_note_that_names_the_invoice_before(cast, statement):
    first = made(cast, statement)
    sales = Sales(cast, statement.contract)
    sales.credit(statement.lines.get(number=1).invoice, 600, "2024-08-01", number="AV-1")
    below = sales.issue("2024-09-30", at=noon("2024-10-09"))
    answering.accept_statement(below, by=by(cast.subsidiary_manager), at=noon("2024-10-10"))
    note = made(cast, below, at=noon("2024-10-10"))
    assert (below.total, note.kind, note.net, note.credits) == (D(-36), "381", D(36), None)
    assert note.told["preceding"] == [first.number, "2024-07-10"]


def test_a_domestic_invoice_has_the_rate_of_vat_that_its_maker_gives(cast, statement):
    Organisation.objects.filter(pk=cast.poland.pk).update(country="FR")
    domestic = statement
    domestic.vat = "domestic"
    refused = [({}, "no_rate"), ({"rate": D(31)}, "rate_out_of_bounds"), ({"rate": D(0)}, "no_reason")]
    for given, code in refused:
        with pytest.raises(Refused) as said:
            made(cast, domestic, **given)
        assert said.value.code == code
    assert not CommissionInvoice.objects.exists()
    row = made(cast, domestic, rate=D(20))
    assert (row.category, row.rate, row.net, row.vat, row.gross) == ("S", D(20), D(936), D("187.2"), D("1123.2"))
    billing.credit_invoice(row, by=by(cast.subsidiary_manager), at=AT)
    exempt = made(cast, domestic, rate=D(0), reason="Art. 293 B du CGI")
    assert (exempt.category, exempt.vat) == ("E", D(0))


# The agent's own invoice.


def file_of(cast, statement, **changed: bytes) -> bytes:
    """A Factur-X file as the agent's program would make it: ours, with some words changed."""
    row = made(cast, statement)
    xml = files.read(row.xml).replace(row.number.encode(), b"ERP-77")
    for old, new in changed.items():
        xml = xml.replace(REPLACED[old], new)
    note = billing.credit_invoice(row, by=by(cast.subsidiary_manager), at=AT)
    assert note.credits == row
    return carrying(xml)


REPLACED = {
    "total": b"<ram:GrandTotalAmount>936.00", "net": b"936.00", "seller": PL.encode(), "buyer": FR.encode(),
    "currency": b"EUR", "kind": b"<ram:TypeCode>380<",
}  # fmt: skip


def carrying(xml: bytes, name: str = "factur-x.xml") -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name] = xml
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_agents_own_file_is_checked_and_its_total_is_the_statements(cast, statement):
    pdf = file_of(cast, statement)
    row = own_invoices.bring_invoice(statement, pdf=pdf, by=by(cast.subsidiary_manager), at=AT)
    assert (row.origin, row.number, row.serial, row.net, row.paper.pages) == ("own", "ERP-77", None, D(936), 1)
    assert files.read(row.paper.file) == pdf
    assert paperwork.make_invoice_paper(str(row.pk), at=AT) is None
    with pytest.raises(Refused) as refused:
        billing.credit_invoice(row, by=by(cast.subsidiary_manager), at=AT)
    assert refused.value.code == "made_elsewhere"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"total": b"<ram:GrandTotalAmount>936.01"}, "not_valid"),
        ({"net": b"936.01"}, "other_total"),
        ({"seller": b"PL9999999999"}, "other_party"),
        ({"buyer": b"FR40303265999"}, "other_party"),
        ({"currency": b"USD"}, "other_currency"),
        ({"kind": b"<ram:TypeCode>381<"}, "other_kind"),
    ],
)
def test_a_file_that_says_otherwise_is_refused(cast, statement, changed, code):
    pdf = file_of(cast, statement, **changed)
    before = kept()
    with pytest.raises(Refused) as refused:
        own_invoices.bring_invoice(statement, pdf=pdf, by=by(cast.subsidiary_manager), at=AT)
    assert (refused.value.code, kept()) == (code, before)


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><l>&c;</l>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no pdf", "upload_not_pdf"),
        (carrying(LAUGHS), "document_type"),
        (carrying(b'<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>'), "document_type"),
        (carrying(b"<l"), "not_xml"),
        (carrying(b"<l/>"), "profile"),
        (carrying(b"<l/>", "other.xml"), "no_invoice"),
        (carrying(b" " * 3_000_000), "too_large"),
    ],
    ids=["no pdf", "laughs", "reads a file", "cut", "something else", "no invoice", "large"],
)
def test_a_hostile_file_is_refused_by_its_fault(cast, statement, content, code):
    with pytest.raises(Refused) as refused:
        own_invoices.bring_invoice(statement, pdf=content, by=by(cast.subsidiary_manager), at=AT)
    assert (refused.value.code, kept()) == (code, [0] * 5)


def test_an_own_invoice_without_file_is_a_number_and_a_day(cast, statement):
    def record(**over):
        told = {"number": "2024/7", "day": date(2024, 7, 10), "vat": D(0)} | over
        return own_invoices.record_own_invoice(statement, **told, by=by(cast.subsidiary_manager), at=AT)

    for over, code in (
        ({"number": " "}, "no_number"),
        ({"day": date(2024, 6, 30)}, "invoiced_when"),
        ({"day": date(2024, 7, 12)}, "invoiced_when"),
        ({"vat": D("187.2")}, "tax_charged"),
    ):
        with pytest.raises(Refused) as refused:
            record(**over)
        assert refused.value.code == code
    assert not CommissionInvoice.objects.exists()
    assert (record().net, CommissionInvoice.objects.get().xml) == (D(936), None)


# The mandate.


def mandated(cast, contract, **over) -> Mandate:
    """Given by the subsidiary's manager, who is recorded as its signatory."""
    told = {"from_day": date(2024, 7, 10), "contest_days": 10, "by": by(cast.subsidiary_manager), "at": AT} | over
    return mandates.give_mandate(contract, **told)


def test_the_principal_writes_the_invoice_only_under_a_mandate(cast, statement):
    principal = {"by": by(cast.director), "at": AT}
    with pytest.raises(Refused) as refused:
        billing.self_bill(statement, **principal)
    assert refused.value.code == "no_mandate"
    mandate = mandated(cast, statement.contract)
    row = billing.self_bill(statement, **principal)
    assert (row.kind, row.origin, row.mandate, row.number) == (
        "389", "self_billed", mandate, f"{statement.contract.reference}-SB-2024-00001",
    )  # fmt: skip
    assert "Autofacturation" in " ".join(row.told["notes"]) or "Self-billing" in " ".join(row.told["notes"])
    contest = mandates.contest_invoice(row, reason="the rate", by=by(cast.subsidiary_manager), at=noon("2024-07-20"))
    assert contest.invoice == row
    note = billing.credit_invoice(row, by=by(cast.director), at=noon("2024-07-21"))
    assert (note.kind, note.number) == ("261", f"{statement.contract.reference}-SB-2024-00002")


def test_who_gives_a_mandate_is_recorded_as_a_signatory_and_one_holds_at_a_time(cast, statement):
    contract, me = statement.contract, by(cast.subsidiary_manager)
    told = {"from_day": date(2024, 7, 10), "contest_days": 10, "at": AT}
    for who, code in ((by(cast.manager), "not_signatory"), (by(cast.director), "not_the_agent")):
        with pytest.raises(Forbidden) as refused:
            mandates.give_mandate(contract, **told, by=who)
        assert refused.value.code == code
    row = mandated(cast, contract)
    for over, code in (
        ({}, "already_mandated"),
        ({"from_day": date(2024, 7, 9)}, "in_past"),
        ({"until_day": date(2024, 7, 1)}, "dates_reversed"),
        ({"contest_days": 91}, "contest_days"),
    ):
        with pytest.raises(Refused) as refused:
            mandates.give_mandate(contract, **told | over, by=me)
        assert refused.value.code == code
    assert list(Mandate.objects.all()) == [row]
    mandates.end_mandate(row, from_day=date(2024, 7, 10), by=by(cast.director), at=AT)
    with pytest.raises(Refused) as refused:
        billing.self_bill(statement, by=by(cast.director), at=AT)
    assert refused.value.code == "no_mandate"
    assert mandates.give_mandate(contract, **told, by=me).turn == 2


@pytest.mark.parametrize("until", [None, date(2024, 7, 20)])
@pytest.mark.parametrize("ended", [None, date(2024, 7, 10), date(2024, 7, 15), date(2024, 7, 25)])
def test_the_database_finds_the_mandate_that_the_rule_says_holds(cast, statement, until, ended):
    row = mandated(cast, statement.contract, until_day=until)
    if ended:
        mandates.end_mandate(row, from_day=ended, by=by(cast.director), at=AT)
    for day in range(8, 28):
        on = date(2024, 7, day)
        assert queries.holding(on).exists() is invoicing.holds(row.from_day, until, ended, on)


def test_an_invoice_is_contested_within_its_days_and_only_one_that_the_principal_wrote(cast, statement):
    mandated(cast, statement.contract)
    row, agent = billing.self_bill(statement, by=by(cast.director), at=AT), by(cast.subsidiary_manager)
    for day, reason, code in (("2024-07-21", "x", "contest_over"), ("2024-07-20", " ", "no_reason")):
        with pytest.raises(Refused) as refused:
            mandates.contest_invoice(row, reason=reason, by=agent, at=noon(day))
        assert refused.value.code == code
    billing.credit_invoice(row, by=by(cast.director), at=AT)
    with pytest.raises(Refused) as refused:
        mandates.contest_invoice(made(cast, statement), reason="x", by=agent, at=AT)
    assert (refused.value.code, Contest.objects.count()) == ("not_self_billed", 0)
