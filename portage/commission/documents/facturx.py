"""A commission invoice as the XML of Factur-X (UN/CEFACT Cross Industry Invoice, profile EN 16931), and read back from it.

What comes from outside is read by `read`: no document type, no entity, no network, bounded size.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from ..rules.billing import CENT, OUTSIDE, REVERSE, Bill, BillLine, Party

NAME = "factur-x.xml"
PROFILE = "urn:cen.eu:en16931:2017"
SPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
MOST_BYTES = 2_000_000
DAY = "%Y%m%d"


class NotReadable(ValueError):
    """`code`: too_large, not_xml, document_type."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def write(bill: Bill) -> bytes:
    """The whole file. What it says is `bill` and nothing else; the same bill gives the same bytes."""
    root = etree.Element(f"{{{SPACES['rsm']}}}CrossIndustryInvoice", nsmap=SPACES)
    for name, content in (
        ("rsm:ExchangedDocumentContext", [("ram:GuidelineSpecifiedDocumentContextParameter", [("ram:ID", PROFILE)])]),
        ("rsm:ExchangedDocument", list(_head(bill))),
        ("rsm:SupplyChainTradeTransaction", list(_transaction(bill))),
    ):
        _put(root, name, content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read(content: bytes) -> Any:
    """The root of a file that somebody else wrote. Raises NotReadable."""
    if len(content) > MOST_BYTES:
        raise NotReadable("too_large")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable("not_xml") from error
    if root.getroottree().docinfo.doctype or any(root.iter(etree.Entity)):
        raise NotReadable("document_type")
    return root


# Each piece is (name, text) or (name, pieces), with the attributes as a third where there are some.
Piece = tuple[Any, ...]


def _put(parent: Any, name: str, content: Any, attributes: dict[str, str] | None = None) -> None:
    space, _colon, local = name.partition(":")
    element = etree.SubElement(parent, f"{{{SPACES[space]}}}{local}", attributes or {})
    if isinstance(content, str):
        element.text = content
        return
    for piece in content:
        _put(element, *piece)


def _head(bill: Bill) -> Iterator[Piece]:
    yield "ram:ID", bill.number
    yield "ram:TypeCode", bill.kind
    yield "ram:IssueDateTime", [_day("udt", bill.day)]
    for note in bill.notes:
        yield "ram:IncludedNote", [("ram:Content", note)]


def _transaction(bill: Bill) -> Iterator[Piece]:
    for number, line in enumerate(bill.lines, 1):
        yield "ram:IncludedSupplyChainTradeLineItem", list(_line(bill, line, number))
    yield (
        "ram:ApplicableHeaderTradeAgreement",
        [
            ("ram:SellerTradeParty", list(_party(bill.seller, bill.tax.category, sells=True))),
            ("ram:BuyerTradeParty", list(_party(bill.buyer, bill.tax.category, sells=False))),
            ("ram:ContractReferencedDocument", [("ram:IssuerAssignedID", bill.contract)]),
            ("ram:AdditionalReferencedDocument", [("ram:IssuerAssignedID", bill.statement), ("ram:TypeCode", "916")]),
        ],
    )
    yield "ram:ApplicableHeaderTradeDelivery", []
    yield "ram:ApplicableHeaderTradeSettlement", list(_settlement(bill))


def _line(bill: Bill, line: BillLine, number: int) -> Iterator[Piece]:
    yield "ram:AssociatedDocumentLineDocument", [("ram:LineID", str(number))]
    yield "ram:SpecifiedTradeProduct", [("ram:Name", line.name)]
    price = [("ram:ChargeAmount", sum_of(line.price))]
    yield "ram:SpecifiedLineTradeAgreement", [("ram:NetPriceProductTradePrice", price)]
    quantity = ("ram:BilledQuantity", str(line.quantity), {"unitCode": "C62"})
    yield "ram:SpecifiedLineTradeDelivery", [quantity]
    yield (
        "ram:SpecifiedLineTradeSettlement",
        [
            ("ram:ApplicableTradeTax", list(_tax(bill))),
            ("ram:SpecifiedTradeSettlementLineMonetarySummation", [("ram:LineTotalAmount", sum_of(line.amount))]),
        ],
    )


def _tax(bill: Bill) -> Iterator[Piece]:
    """The category of a line; what is outside the scope of the tax has no rate (BR-O-05)."""
    yield "ram:TypeCode", "VAT"
    yield "ram:CategoryCode", bill.tax.category
    if bill.tax.category != OUTSIDE:
        yield "ram:RateApplicablePercent", str(bill.tax.rate)


def _party(party: Party, category: str, *, sells: bool) -> Iterator[Piece]:
    """Name, number of register, address, tax number. Outside the scope of the tax, none may stand there (BR-O-02)."""
    yield "ram:Name", party.name
    if party.registration:
        number = ("ram:ID", party.registration, {"schemeID": party.scheme} if party.scheme else {})
        yield "ram:SpecifiedLegalOrganization", [number]
    address = [
        ("ram:PostcodeCode", party.postcode),
        ("ram:LineOne", party.street),
        ("ram:CityName", party.city),
        ("ram:CountryID", party.country),
    ]
    yield "ram:PostalTradeAddress", [piece for piece in address if piece[1]]
    if category == OUTSIDE:
        return
    if party.vat:
        yield "ram:SpecifiedTaxRegistration", [("ram:ID", party.vat, {"schemeID": "VA"})]
    elif sells:
        yield "ram:SpecifiedTaxRegistration", [("ram:ID", party.registration, {"schemeID": "FC"})]


def _settlement(bill: Bill) -> Iterator[Piece]:
    yield "ram:InvoiceCurrencyCode", bill.currency
    yield "ram:ApplicableTradeTax", list(_breakdown(bill))
    yield (
        "ram:BillingSpecifiedPeriod",
        [
            ("ram:StartDateTime", [_day("udt", bill.first_day)]),
            ("ram:EndDateTime", [_day("udt", bill.last_day)]),
        ],
    )
    yield "ram:SpecifiedTradePaymentTerms", [("ram:DueDateDateTime", [_day("udt", bill.due_on)])]
    yield (
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        [
            ("ram:LineTotalAmount", sum_of(bill.net)),
            ("ram:TaxBasisTotalAmount", sum_of(bill.net)),
            ("ram:TaxTotalAmount", sum_of(bill.vat), {"currencyID": bill.currency}),
            ("ram:GrandTotalAmount", sum_of(bill.gross)),
            ("ram:DuePayableAmount", sum_of(bill.gross)),
        ],
    )
    if bill.preceding:
        number, day = bill.preceding
        yield (
            "ram:InvoiceReferencedDocument",
            [
                ("ram:IssuerAssignedID", number),
                ("ram:FormattedIssueDateTime", [_day("qdt", day)]),
            ],
        )


def _breakdown(bill: Bill) -> Iterator[Piece]:
    yield "ram:CalculatedAmount", sum_of(bill.vat)
    yield "ram:TypeCode", "VAT"
    if bill.tax.reason:
        yield "ram:ExemptionReason", bill.tax.reason
    yield "ram:BasisAmount", sum_of(bill.net)
    yield "ram:CategoryCode", bill.tax.category
    if bill.tax.code:
        yield "ram:ExemptionReasonCode", bill.tax.code
    if bill.tax.category != OUTSIDE:
        yield "ram:RateApplicablePercent", str(bill.tax.rate)


def sum_of(amount: Decimal) -> str:
    """A sum with its currency's decimals, but two at most: a dinar that needs three is no invoice of the standard."""
    short = amount.quantize(CENT)
    finer = int(amount.as_tuple().exponent) < -2
    return f"{short if finer and short == amount else amount:f}"


def _day(space: str, day: date) -> Piece:
    return f"{space}:DateTimeString", day.strftime(DAY), {"format": "102"}


@dataclass(frozen=True)
class Said:
    """What an invoice says of itself. Sums that are not there are None."""

    number: str
    kind: str
    day: date | None
    currency: str
    seller: str
    seller_vat: str
    seller_number: str
    buyer: str
    buyer_vat: str
    net: Decimal | None
    vat: Decimal
    gross: Decimal | None
    categories: frozenset[str]

    @property
    def charges(self) -> bool:
        """Whether some tax is charged."""
        return bool(self.vat) or bool(self.categories - {REVERSE, OUTSIDE, "E", "G", "K", "Z"})


def said(root: Any) -> Said:
    """The head of an invoice that was checked: number, parties, totals."""
    sums = ".//ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
    seller, buyer = ".//ram:SellerTradeParty/ram:", ".//ram:BuyerTradeParty/ram:"
    currency = _text(root, ".//ram:InvoiceCurrencyCode")
    taxes = root.findall(f"{sums}TaxTotalAmount", SPACES)
    charged = [one for one in taxes if one.get("currencyID") in (None, currency)]
    return Said(
        number=_text(root, "./rsm:ExchangedDocument/ram:ID"), kind=_text(root, "./rsm:ExchangedDocument/ram:TypeCode"),
        day=_date(_text(root, "./rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString")), currency=currency,
        seller=_text(root, f"{seller}Name"), buyer=_text(root, f"{buyer}Name"),
        seller_vat=_text(root, f"{seller}SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
        buyer_vat=_text(root, f"{buyer}SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
        seller_number=_text(root, f"{seller}SpecifiedLegalOrganization/ram:ID"),
        net=_sum(_text(root, f"{sums}TaxBasisTotalAmount")), gross=_sum(_text(root, f"{sums}GrandTotalAmount")),
        vat=_sum(charged[0].text or "") or Decimal(0) if charged else Decimal(0),
        categories=frozenset(one.text or "" for one in root.findall(".//ram:ApplicableTradeTax/ram:CategoryCode", SPACES)),
    )  # fmt: skip


def _text(root: Any, path: str) -> str:
    return (root.findtext(path, default="", namespaces=SPACES) or "").strip()


def _sum(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 8 else None
    except ValueError:
        return None
