"""Commission invoices: what they say, what refuses them, their series, their mandate. Through the verbs."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from contracts.documents import pdfa
from portage.commission.actions import answering, billing, paperwork
from portage.commission.documents import examining, facturx
from portage.commission.models import CommissionInvoice, Contest, InvoicePaper, Mandate, MandateEnd, Statement
from portage.core import files
from portage.network.models import Organisation
from tests.cast import Cast, by, make_cast
from tests.commission.selling import Sales, noon, running
from tests.replayed import replayed

pytestmark = pytest.mark.django_db
D = Decimal
PL, FR = "PL5260001246", "FR40303265045"
AT = noon("2024-07-10")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def numbered(cast: Cast) -> None:
    """Both parties have their VAT numbers."""
    Organisation.objects.filter(pk=cast.poland.pk).update(vat=PL)
    Organisation.objects.filter(pk=cast.sme.pk).update(vat=FR)


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
