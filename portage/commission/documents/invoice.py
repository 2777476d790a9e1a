"""A commission invoice on paper, as its XML says it, and what the file's metadata tell of that XML."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contracts.documents.blocks import Column, Text, facts, grid, join, lines, page, small, two_columns
from portage.core import words

from ..pages.lines import plain
from ..pages.statement import period_words
from ..rules.billing import CREDITS, EXEMPT, OUTSIDE, STANDARD, Bill, Party
from ..words.billing import KINDS
from .facturx import NAME

LEVEL = "EN 16931"
SPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
PROPERTIES = {
    "DocumentFileName": (NAME, "name of the embedded XML invoice file"),
    "DocumentType": ("INVOICE", "kind of the embedded document"),
    "Version": ("1.0", "version of the schema of the embedded XML"),
    "ConformanceLevel": (LEVEL, "profile of the embedded XML"),
}
WIDTHS = (12, 132, 30)


def invoice_html(bill: Bill, tag: str) -> str:
    """The whole document."""
    title = f"{KINDS[bill.kind]} {bill.number}"
    parts: list[Text] = [
        *_head(bill),
        _parties(bill),
        _facts(bill, tag),
        _lines(bill, tag),
        _fine(bill),
    ]
    names = f"{bill.seller.name}; {bill.buyer.name}"
    return page(title=title, authors=names, language=tag, body=join(parts), kind="one")


def _head(bill: Bill) -> Iterator[SafeString]:
    yield format_html('<p class="ref">{}</p>', f"{bill.number} · {bill.statement} · {bill.contract}")
    lead = f"{bill.number} · {words.day(bill.day)}"
    yield format_html('<h1>{}</h1><p class="lead">{}</p>', KINDS[bill.kind], lead)


def _parties(bill: Bill) -> SafeString:
    shown = bill.tax.category != OUTSIDE
    rows = [
        ("", [small(_("Agent, sells its service")), small(_("Principal, buys it"))]),
        ("", [_party(bill.seller, shown), _party(bill.buyer, shown)]),
    ]
    names = f"{bill.seller.name} · {bill.buyer.name}"
    return format_html('<div class="parties" title="{}">{}</div>', names, two_columns(rows))


def _party(party: Party, shown: bool) -> SafeString:
    """As in the XML: outside the scope of the tax, no number of it."""
    town = f"{party.postcode} {party.city}".strip()
    number = f"{'SIREN ' if party.scheme else ''}{party.registration}" if party.registration else ""
    vat = _("VAT %(number)s") % {"number": party.vat} if party.vat and shown else ""
    said = [format_html("<b>{}</b>", party.name), party.street, town, words.country(party.country), number, vat]
    return lines(said)


def _facts(bill: Bill, tag: str) -> SafeString:
    period = period_words(bill.first_day, bill.last_day)
    rows = [
        (_("Date"), words.day(bill.day)),
        (_("To be paid by"), words.day(bill.due_on)),
        (_("Period"), period),
        (_("Statement, contract"), f"{bill.statement}, {bill.contract}"),
    ]
    if bill.preceding:
        number, day = bill.preceding
        named = _("%(number)s of %(day)s") % {"number": number, "day": words.day(day)}
        rows.append((_("Invoice before"), named))
    return facts([({tag: label}, {tag: value}, None) for label, value in rows], [tag])


def _lines(bill: Bill, tag: str) -> SafeString:
    """Every line, then the totals in the same column."""
    titles = (_("Line"), _("What"), _("Amount, %(currency)s") % {"currency": bill.currency})
    columns = [
        Column({tag: title}, width, numeric=turn == 2)
        for turn, (title, width) in enumerate(zip(titles, WIDTHS, strict=True))
    ]
    told: list[tuple[Text, Text, Text]] = [
        (str(number), line.name, plain(line.amount, bill.currency)) for number, line in enumerate(bill.lines, 1)
    ]
    told += [("", label, amount) for label, amount in _totals(bill)]
    return grid(columns, [], [([{tag: cell} for cell in row], []) for row in told], [tag])


def _totals(bill: Bill) -> Iterator[tuple[Text, Text]]:
    yield _("Total without tax"), plain(bill.net, bill.currency)
    yield tax_words(bill), plain(bill.vat, bill.currency)
    last = _("Given back") if bill.kind in CREDITS else _("To be paid")
    yield format_html("<b>{}</b>", last), format_html("<b>{}</b>", plain(bill.gross, bill.currency))


def tax_words(bill: Bill) -> str:
    """VAT 20 %; or that none is charged."""
    if bill.tax.category in (STANDARD, EXEMPT):
        return _("VAT %(rate)s") % {"rate": words.percent(bill.tax.rate / 100)}
    return _("VAT, not charged")


def _fine(bill: Bill) -> SafeString:
    said = [*([bill.tax.reason] if bill.tax.reason else []), *bill.notes]
    return join(format_html('<p class="note">{}</p>', one) for one in said)


def metadata() -> str:
    """What a reader of Factur-X looks for in the XMP: the name and profile of the XML, and the description of these four
    properties, without which PDF/A refuses them."""
    told = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, (value, _says) in PROPERTIES.items())
    described = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{says}</pdfaProperty:description></rdf:li>"
        for name, (_value, says) in PROPERTIES.items()
    )
    return (
        f'<rdf:Description xmlns:fx="{SPACE}" rdf:about="">{told}</rdf:Description>'
        '<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"'
        ' rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{SPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )
