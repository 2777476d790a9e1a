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

from django.conf import settings
from django.test import Client

from tests.measure import Row
from tests.proofs.matrix import addresses, client_of, collected, unlimited

MARK = "Zyxomère"
MOST_PAGES, FEW_PAGES = 1500, 90
LINKS = re.compile(rb"""(?:href|src|action|hx-get)=["']([^"'#]+)""")
SEARCHES = ("?q=a", "?q=e&sort=-principal", "?state=in_force", "?q=PC-", "?country=PL", "?last=1", "?sort=agent&last=1")
RIVALS = ("rival_director", "lone_director", "rival_manager", "former", "sister_manager")
LEFT_OUT = ("/accounts/logout/", "/static/")


def world() -> Any:
    """The cast, with the SME's words marked wherever a person may type; a contract of the SME and one of its rival."""
    from contracts.actions import drafting
    from contracts.actions.notice import give_notice
    from contracts.actions.renewal import run_day
    from contracts.models import Contract
    from portage.catalogue.actions import add_product
    from portage.core import clock
    from portage.network.actions import add_program, change_organisation, keep_view, make_token, rename_organisation
    from tests.cast import by, concluded, draft, make_cast
    from tests.network.candidates import received

    cast, now = make_cast(), clock.now()
    today = now.date()
    me = by(cast.director)
    rename_organisation(cast.sme, name=f"{MARK} SA", from_day=today, reason=f"{MARK} raison", by=me, at=now)
    change_organisation(
        cast.sme, legal_form=f"{MARK} forme", street=f"1 rue {MARK}", city=f"{MARK}ville", by=me, at=now
    )
    cast.sme.refresh_from_db()
    person = cast.director.person
    person.name = f"{MARK} Xavier"
    person.save(update_fields=["name"])
    names = {"fr": f"huile {MARK}", "en": f"oil {MARK}"}
    secret = add_product(
        cast.sme,
        code=f"{MARK}-1",
        names=names,
        family=f"{MARK} famille",
        hs_code="330129",
        segments=["cosmetics"],
        by=me,
        at=now,
    )
    keep_view(cast.director, page="contracts", name=f"{MARK} vue", query="state=draft")
    make_token(cast.director, name=f"{MARK} jeton", scopes=["contracts:read"], days=30, by=me, at=now)
    add_program(cast.sme, name=f"{MARK} ERP", role="export_director", by=me, at=now)
    contract = concluded(cast)
    run_day(at=now)
    contract.refresh_from_db()
    give_notice(
        contract,
        form="platform",
        served_on=clock.day_in(contract.time_zone, now),
        sent_on=None,
        grounds=f"{MARK} motif",
        by=by(cast.director),
        at=now,
    )
    received(
        cast.group,
        at=now,
        company=f"{MARK} Verre",
        person=f"{MARK} Valmy",
        why=f"{MARK} raison",
        email=f"{MARK.lower()}@example.test".replace("è", "e"),
        products=[{"name": f"{MARK} flacon", "what": MARK, "hs_code": ""}],
    )
    begun = draft(cast, countries=["SK"])
    drafting.withdraw(begun, reason=f"{MARK} retrait", by=by(cast.manager), at=now)
    cast.secrets = [
        MARK,
        *Contract.objects.filter(principal=cast.sme).values_list("reference", flat=True),
        person.email,
        str(secret.pk),
    ]
    return cast


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
        yield path, body + repr(sorted(response.headers.items())).encode() + text_of_pdf(body)
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
    ]
    api = ["/api/v1/contracts/", "/api/v1/organisations/", "/api/v1/products/", "/api/v1/customers/", "/api/v1/models/"]
    files = ["/contracts/export.csv", "/contracts/export.xlsx"]
    return [*plain, *(one + search for one in lists + api + files[:1] for search in SEARCHES), *files, "/no/such/page/"]


def mails(who: Any) -> bytes:
    """What was written to this person."""
    from portage.core.models import Message
    from portage.core.outbox import compose

    return b" ".join(
        compose(one).message().as_bytes() + one.text.encode() for one in Message.objects.filter(recipient=who.person)
    )


def found(cast: Any, rivals: tuple[str, ...], most: int) -> tuple[int, list[str]]:
    """(pages read, where a word of the SME stood)."""
    words = [word.encode() for word in cast.secrets]
    read, where = 0, []
    for who in rivals:
        member = getattr(cast, who)
        answered = [*crawl(client_of(member), starts(), most), ("e-mail", mails(member))]
        read += len(answered)
        where += [f"{path} by {who}: {word.decode()}" for path, body in answered for word in words if word in body]
    return read, where


def row(name: str, value: float, unit: str, goal: float | None = 0) -> Row:
    return {"name": f"canary: {name}", "value": value, "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[Row]:
    with unlimited():
        collected(settings.VAR_DIR)
        cast = world()
        read, where = found(cast, RIVALS[:1] if fast else RIVALS, FEW_PAGES if fast else MOST_PAGES)
        _read, own_words = found(cast, ("director",), FEW_PAGES)
        print(*where, sep="\n")
    yield row("pages and e-mails read by rivals", read, "answers", None)
    yield row("words of the SME found by rivals", len(where), "words")
    yield {**row("pages on which the SME finds its own", len(own_words), "pages", 20), "ok": len(own_words) >= 20}


def control(fast: bool) -> Iterator[Row]:
    """The access module lets everybody see everything."""
    with unlimited(), mock.patch("portage.network.access.visible", lambda person, queryset: queryset):
        collected(settings.VAR_DIR)
        yield row("words of the SME found by rivals", len(found(world(), RIVALS[:1], FEW_PAGES)[1]), "words")
