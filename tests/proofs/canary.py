"""Words that one SME alone knows, looked for in everything that its rivals can fetch: 0 found.

The rival SME is carried by the same group. Everything: the pages that lead from one to
another, the API, searches, files, calendars, errors, e-mails, the text and the metadata of PDFs.
"""

import html
import re
from collections import deque
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unittest import mock
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.every_address import addresses, client_of, unlimited
from tests.measure import Row
from tests.proofs.marked import OF_THE_HOUSE, STEM, marked, without_a_word
from tests.proofs.matrix import collected

MOST_PAGES, FEW_PAGES = 1500, 90
LINKS = re.compile(rb"""(?:href|src|action|hx-get)=["']([^"'#]+)""")
SEARCHES = ("?q=a", "?q=e&sort=-principal", "?state=in_force", "?q=PC-", "?country=PL", "?last=1", "?sort=agent&last=1")
RIVALS = ("rival_director", "lone_director", "rival_manager", "former", "sister_manager")
OF_THE_GROUP = ("director", "sister_manager")
LEFT_OUT = ("/accounts/logout/", "/static/")


def world() -> Any:
    """The marked world, and what each rival must not read."""
    from contracts.models import Contract

    cast = marked()
    references = Contract.objects.filter(principal=cast.sme).values_list("reference", flat=True)
    cast.secrets = [STEM, *(word.lower() for word in references), str(cast.secret.pk)]
    return cast


def secrets_from(who: str, cast: Any) -> list[bytes]:
    """In small letters. What the group says to its subsidiaries is no secret from a sister."""
    house = [] if who in OF_THE_GROUP else [OF_THE_HOUSE]
    return [word.encode() for word in [*cast.secrets, *house]]


def crawl(client: Client, starts: list[str], most: int) -> Iterator[tuple[str, bytes]]:
    """(address, everything answered) of all that leads from these addresses to another, each once."""
    waiting, seen = deque(dict.fromkeys(starts)), set()
    while waiting and len(seen) < most:
        path = waiting.popleft()
        if path in seen or path.startswith(LEFT_OUT):
            continue
        seen.add(path)
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        yield path, body + repr(sorted(response.headers.items())).encode() + text_of_pdf(body) + text_of_sheet(body)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [found for link in LINKS.findall(body) if (found := own(path, link))]
        if response.status_code in {301, 302} and (found := own(path, response.headers["Location"].encode())):
            waiting.append(found)


def own(path: str, link: bytes) -> str:
    """The path of a link on this site; empty for elsewhere."""
    parts = urlsplit(urljoin(path, html.unescape(link.decode(errors="replace"))))
    if parts.scheme or parts.netloc:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def text_of_pdf(body: bytes) -> bytes:
    """The words and the metadata of a PDF, which its bytes hold compressed."""
    if not body.startswith(b"%PDF"):
        return b""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        read = PdfReader(BytesIO(body))
        return (" ".join(page.extract_text() for page in read.pages) + str(read.metadata)).encode()
    except PyPdfError:
        return b""


def text_of_sheet(body: bytes) -> bytes:
    """What a spreadsheet says, which its bytes hold compressed."""
    if not body.startswith(b"PK"):
        return b""
    with ZipFile(BytesIO(body)) as sheet:
        return b" ".join(sheet.read(name) for name in sheet.namelist())


def starts() -> list[str]:
    """Every address without an argument, lists with searches, files, and what does not exist."""
    plain = [address.of("") for address in addresses() if not address.thing]
    lists = [
        "/contracts/",
        "/organisations/",
        "/products/",
        "/organisations/customers/",
        "/contracts/calendar/",
        "/contracts/map/",
        "/commission/",
        "/commission/invoices/",
    ]
    names = ("contracts", "organisations", "products", "customers", "models", "statements", "commission-invoices")
    api = [f"/api/v1/{name}/" for name in names]
    period = "?first_day=2020-01-01&last_day=2030-12-31"
    files = ["/contracts/export.csv", "/contracts/export.xlsx", f"/commission/accounts/{period}&as=csv"]
    return [*plain, *(one + search for one in lists + api + files[:1] for search in SEARCHES), *files, "/no/such/page/"]


def journals(who: Any) -> list[str]:
    """The journal of their organisation, on the page and in files."""
    address = reverse("home:organisation_journal", args=[who.organisation_id])
    return [address + form for form in ("", "?as=csv", "?as=xlsx")]


def searched(client: Client) -> Iterator[tuple[str, bytes]]:
    """What a search of personal data tells of people of the SME, of its candidature, at a customer of its agent."""
    for name in ("Xavier", "Valmy", "Lisowska"):
        yield f"search of {name}", client.post(reverse("privacy:search"), {"name": name}).content


def mails(who: Any) -> bytes:
    """What was written to this person."""
    from portage.core.models import Message
    from portage.core.outbox import compose

    return b" ".join(
        compose(one).message().as_bytes() + f"{one.subject} {one.text} {one.html}".encode()
        for one in Message.objects.filter(recipient=who.person)
    )


def found(cast: Any, rivals: tuple[str, ...], most: int) -> tuple[int, list[str]]:
    """(pages read, where a word of the SME stood)."""
    read, where = 0, []
    for who in rivals:
        member, words = getattr(cast, who), secrets_from(who, cast)
        client = client_of(member)
        answered = [*crawl(client, [*journals(member), *starts()], most), *searched(client), ("e-mail", mails(member))]
        read += len(answered)
        where += [
            f"{path} by {who}: {word.decode()}" for path, body in answered for word in words if word in body.lower()
        ]
    return read, where


def row(name: str, value: float, unit: str, goal: float | None = 0) -> Row:
    return {"name": f"canary: {name}", "value": value, "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[Row]:
    with unlimited():
        collected(settings.VAR_DIR)
        cast = world()
        forgotten = without_a_word()
        read, where = found(cast, RIVALS[:1] if fast else RIVALS, FEW_PAGES if fast else MOST_PAGES)
        _read, own_words = found(cast, ("director",), FEW_PAGES)
        print(*forgotten, *where, sep="\n")
    yield row("text fields that hold no word of the SME", len(forgotten), "fields")
    yield row("pages and e-mails read by rivals", read, "answers", None)
    yield row("words of the SME found by rivals", len(where), "words")
    yield {**row("pages on which the SME finds its own", len(own_words), "pages", 20), "ok": len(own_words) >= 20}


def control(fast: bool) -> Iterator[Row]:
    """The access module lets everybody see everything."""
    with unlimited(), mock.patch("portage.network.access.visible", lambda person, queryset: queryset):
        collected(settings.VAR_DIR)
        yield row("words of the SME found by rivals", len(found(world(), RIVALS[:1], FEW_PAGES)[1]), "words")
