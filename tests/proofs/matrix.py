"""Every address of the product x method x person, on a thing that is theirs and on one that is not: 0 leaks.

The addresses come from the URLconf: one that the tables below do not know is a fault. For a stranger a foreign thing is
answered exactly as one that does not exist: same status, same body, same headers. Nothing that a stranger sends changes a
row. Who strangers are is written down here by hand, not asked of the access module.
"""

import re
import runpy
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.measure import ROOT, Row

METHODS = ("get", "post", "head", "options", "put", "patch", "delete")
FAST_METHODS = ("get", "post")
IN_TURNS = 5

# What the identifier in an address names, by the address's name; the first that fits.
THINGS = (
    (r"contracts:(model|model_version|publish_model|duplicate_model)|api:(model|publish_model|model_version|copy_model)", "model"),
    (r"contracts:(of_organisation|archive_organisation|signatories|end_authority)|api:(signatories|end_authority)", "organisation"),
    (r"contracts:(of_organisation|archive_organisation|signatories|end_authority|successions)|api:successions", "organisation"),
    (r"contracts:(model|model_\w+|\w+_model|add_article|arrange_articles|bring_text|publish_copy|discard_copy|write_article)", "model"),
    (r"api:(model|publish_model|model_\w+|copy_model|working_\w+)", "model"),
    (r"contracts:(of_organisation|archive_organisation|signatories|end_authority)", "organisation"),
    (r"network:(organisation|change_organisation|rename_organisation|members|invite|organisation_tokens|add_program)|api:(organisation|rename_organisation|organisation_members|organisation_invitations)", "organisation"),
    (r"network:(change_member|end_membership)|api:(member|end_membership)|privacy:erase_member", "membership"),
    (r"(network|api):(invitation|resend_invitation|revoke_invitation)", "invitation"),
    (r"network:make_program_token", "program"),
    (r"network:revoke_token", "token"),
    (r"network:(change_customer|add_contact)|api:(customer|contacts)", "customer"),
    (r"network:(change_contact|use_contact|remove_contact)|api:contact|privacy:(contact|contact_file|erase_contact)", "contact"),
    (r"(network|api):((accept|refuse|keep|reopen)_)?candidature", "candidature"),
    (r"catalogue:(product|change_product|share_product)|api:(product|share_product)", "product"),
    (r"contracts:drop_view", "view"),
    (r"contracts:served|api:(notice|receipt)", "notice"),
    (r"contracts:duty|api:(duty|finish_duty|date_duty)", "duty"),
    (r"contracts:document|api:(document|document_file)", "document"),
    (r"home:organisation_journal", "organisation"),
    (r"home:product_journal", "product"),
    (r"core:retry_job", "job"),
    (r"contracts:.*|api:(contract|checks|version|set_\w+|choices|propose|approve|reopen|withdraw|confirm|sign\w*|refuse_to_sign|last_day_to_sign|bring_scan|confirm_scan|evidence|notice_preview|give_notice|propose_end|accept_end|end_for_default)", "contract"),
    (r"contracts:.*|api:(contract|checks|version|set_\w+|choices|propose|clear|keep_places|approve|reopen|withdraw|confirm|sign|notice_preview|give_notice|propose_end|accept_end|end_for_default)", "contract"),
    (r"contracts:.*|api:(contract|checks|version|set_\w+|choices|propose|approve|reopen|withdraw|confirm|sign|notice_preview|give_notice|propose_end|accept_end|end_for_default|amendments|as_it_stood|extensions|ask_in_writing|answer_succession)", "contract"),
    (r"contracts:.*|api:(contract|checks|version|set_\w+|choices|propose|approve|reopen|withdraw|confirm|sign|notice_preview|give_notice|propose_end|accept_end|end_for_default|end_preview|leaving|answer_end|commission_figures|duties|review_file|review_file_pdf)", "contract"),
    (r"contracts:.*|api:(contract|checks|versions?|compare|redline|negotiation|proposals|answer_point|comments|set_\w+|choices|propose|approve|reopen|withdraw|confirm|sign|notice_preview|give_notice|propose_end|accept_end|end_for_default)", "contract"),
)  # fmt: skip
# For whom each thing does not exist.
ALWAYS = ("rival_director", "lone_director", "rival_manager", "former")
STRANGERS = {
    "contract": (*ALWAYS, "sister_manager"),
    "notice": (*ALWAYS, "sister_manager"),
    "document": (*ALWAYS, "sister_manager"),
    "duty": (*ALWAYS, "sister_manager"),
    "organisation": (*ALWAYS, "sister_manager"),
    "product": ALWAYS,
    "customer": (*ALWAYS, "sister_manager", "director"),
    "candidature": (*ALWAYS, "sister_manager", "subsidiary_manager", "director"),
    "contact": (*ALWAYS, "sister_manager", "director"),
    "model": (*ALWAYS, "director"),
    "membership": (*ALWAYS, "sister_manager", "subsidiary_manager", "manager", "auditor"),
    "invitation": (*ALWAYS, "sister_manager", "subsidiary_manager", "manager", "auditor"),
    "program": (*ALWAYS, "sister_manager", "subsidiary_manager", "manager", "auditor"),
    "token": (*ALWAYS, "sister_manager", "subsidiary_manager", "manager", "auditor"),
    "view": (*ALWAYS, "sister_manager", "manager", "auditor"),
    "job": (*ALWAYS, "sister_manager", "manager", "director", "auditor"),
}
# Of these strangers, who also ask the API with a token, and the way of its scopes: "API token of the rival SME's director".
BY_TOKEN = {"rival_director": ("read", "write"), "manager": ("read",)}
# Open to everybody, signed in or not.
PUBLIC = re.compile(
    r"core:(health_live|health_ready|metrics|mute)|network:invitation|network:(apply|applied|(confirm|own|withdraw)_candidature)|contracts:(feed|verify)|home:appearance|set_language|account_.*|mfa_.*|socialaccount_.*|openid_connect_.*"
)
# Their argument is no identifier of a row: a key, a code, a number.
OTHERS = {
    "network:apply": {"key": "x"}, "network:applied": {"key": "x"}, "network:confirm_candidature": {"key": "x"},
    "network:own_candidature": {"key": "x"}, "network:withdraw_candidature": {"key": "x"},
    "network:invitation": {"key": "x"}, "core:mute": {"token": "x"}, "contracts:feed": {"token": "x" * 43},
    "contracts:export": {"form": "csv"}, "contracts:renewals": {"day": "2026-11-30"}, "api:renewals": {"day": "2026-11-30"}, "privacy:preview": {"kind": "contacts"}, "contracts:law": {"code": "FR"},
    "contracts:correct_rule": {"code": "FR", "key": "notice_months"}, "account_confirm_email": {"key": "x"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x"}, "mfa_remove_webauthn": {"pk": 1}, "mfa_edit_webauthn": {"pk": 1},
    "usersessions_close": {"pk": 1}, "openid_connect_login": {"provider_id": "x"}, "openid_connect_callback": {"provider_id": "x"},
}  # fmt: skip
MORE = {"step": "products", "number": 1, "asked": 1}
MORE = {"step": "products", "number": 1, "question": "pay_due"}
MORE = {"step": "products", "number": 1, "subject": "commission", "older": 1, "newer": 1}
MORE = {"step": "products", "number": 1, "key": "object", "tag": "fr"}
SAME = {"X-Request-ID", "Content-Security-Policy", "Content-Length", "Set-Cookie"}


@dataclass(frozen=True)
class Address:
    """One address: its name, and what its identifier names ("" when it has none)."""

    name: str
    arguments: tuple[str, ...]
    thing: str

    def of(self, pk: object) -> str:
        """The path to that thing; without a thing, the one path."""
        given = {name: MORE.get(name, pk) for name in self.arguments} if self.thing else OTHERS.get(self.name, {})
        return reverse(self.name, kwargs=given)


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[Address]:
    """Everything below the URLconf."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, one.namespace or space)
        elif isinstance(one, URLPattern):
            name = f"{space}:{one.name}" if space else str(one.name)
            arguments = tuple(one.pattern.converters) or tuple(getattr(one.pattern, "regex", re.compile("")).groupindex)
            known = name in OTHERS or not arguments
            thing = "" if known else next((what for fits, what in THINGS if re.fullmatch(fits, name)), "?")
            yield Address(name, arguments, thing)


def world() -> tuple[Any, dict[str, Any]]:
    """The cast, and one of each thing: of the SME, its contract with Orvane Polska, and the group."""
    from contracts.actions.models import publish_model
    from contracts.actions.notice import give_notice
    from contracts.actions.renewal import run_day
    from contracts.documents.shipped import model_texts
    from contracts.models import Duty
    from portage.core import clock
    from portage.network.actions import add_contact, add_customer, add_program, invite, keep_view, make_token
    from tests.cast import by, concluded, make_cast
    from tests.network.candidates import received

    cast, now = make_cast(), clock.now()
    contract = concluded(cast)
    run_day(at=now)
    contract.refresh_from_db()
    today = clock.day_in(contract.time_zone, now)
    notice = give_notice(
        contract, form="platform", served_on=today, sent_on=None, grounds="", by=by(cast.director), at=now
    )
    model = publish_model(owner=cast.group, name="Orvane", texts=model_texts(), by=by(cast.counsel), at=now).model
    customer = add_customer(cast.poland.pk, name="Kosmetyka", country="PL", by=by(cast.subsidiary_manager), at=now)
    contact = add_contact(
        customer, name="Ewa Lis", email="ewa@example.test", source="visit", by=by(cast.subsidiary_manager), at=now
    )
    invitation = invite(cast.sme, email="new@example.test", role="auditor", by=by(cast.director), at=now)
    view = keep_view(cast.director, page="contracts", name="Mine", query="state=draft")
    program = add_program(cast.sme, name="ERP", role="auditor", by=by(cast.director), at=now)
    token, _text = make_token(
        cast.director, name="Report", scopes=["contracts:read"], days=30, by=by(cast.director), at=now
    )
    candidature = received(cast.group, at=now)
    duty = Duty.objects.create(contract=contract, code="register", side="agent", law="JO", from_day=today, at=now)
    things = {
        "program": program, "contact": contact, "token": token, "candidature": candidature, "contract": contract, "notice": notice,
        "document": contract.documents.first(), "duty": duty, "organisation": cast.sme, "product": cast.products[0],
        "customer": customer, "model": model, "membership": cast.director, "invitation": invitation, "view": view,
    }  # fmt: skip
    return cast, {name: thing.pk for name, thing in things.items()} | {"job": uuid4()}


def client_of(membership: Any) -> Client:
    client = Client(raise_request_exception=False)
    if membership is not None:
        client.force_login(membership.person)
        session = client.session
        session["acting"] = str(membership.pk)
        session.save()
    return client


def token_client(membership: Any, ways: tuple[str, ...]) -> Client:
    """A program that asks with a token of this member, whose scopes open every part in these ways."""
    from portage.core import clock
    from portage.network.actions import make_token
    from portage.network.rules.tokens import DOMAINS
    from tests.cast import by

    scopes = [f"{domain}:{way}" for domain in DOMAINS for way in ways]
    _token, text = make_token(membership, name="P", scopes=scopes, days=30, by=by(membership), at=clock.now())
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {text}"})


def strangers(cast: Any) -> dict[str, Client]:
    """Everybody for whom something does not exist, by session; some by token too."""
    names = {who for group in STRANGERS.values() for who in group}
    by_token = {f"{who} by token": token_client(getattr(cast, who), ways) for who, ways in BY_TOKEN.items()}
    return {who: client_of(getattr(cast, who)) for who in names} | by_token


def strangers_of(address: Address) -> list[str]:
    """Who asks this address for a thing that does not exist for them."""
    names = list(STRANGERS[address.thing])
    api = address.name.startswith("api:")
    return names + [f"{who} by token" for who in names if api and who in BY_TOKEN]


def told(response: HttpResponse, path: str, pk: object) -> tuple[int, bytes, tuple]:
    """What an answer tells: status, body and headers, without what is new at every request (a form's own number) and the address
    asked for."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    drop = [response.headers.get("X-Request-ID", ""), path, str(pk)]
    for word in filter(None, drop):
        body = body.replace(word.encode(), b"")
    body = re.sub(rb'(csrfmiddlewaretoken" value|name="number" value|nonce)="[^"]+"', b"", body)
    body = re.sub(rb"X-CSRFToken[^}]+", b"", body)
    headers = tuple(
        sorted((k, v.replace(path, "").replace(str(pk), "")) for k, v in response.headers.items() if k not in SAME)
    )
    return response.status_code, body, headers


def rows_kept() -> dict[str, int]:
    """How many rows each table holds; sessions and what limits count are the visitor's own."""
    skipped = {"sessions.Session", "usersessions.UserSession"}
    return {
        m._meta.label: m._default_manager.count()
        for m in apps.get_models()
        if m._meta.label not in skipped and m._meta.managed
    }


def leaks(
    clients: dict[str, Client], things: dict[str, Any], methods: tuple[str, ...], *, one_in: int = 1
) -> tuple[int, list[str]]:
    """(requests made, what leaked): each address of a thing, asked by each stranger of it, beside an absent one.

    `one_in`: the strangers take turns from address to address, so many at each.
    """
    found, asked = [], 0
    for turn, address in enumerate(addresses()):
        if not address.thing or address.thing == "?":
            continue
        for who in list(strangers_of(address))[turn % one_in :: one_in]:
            for method in methods:
                asked += 2
                foreign, absent = (ask(clients[who], address, method, pk) for pk in (things[address.thing], uuid4()))
                # The API describes an address to whoever asks: what may be sent there, of no thing in particular.
                closed = {200, 403, 404, 405} if method == "options" else {403, 404, 405}
                if foreign != absent or foreign[0] not in closed:
                    found.append(f"{method} {address.name} by {who}: {foreign[0]}, absent: {absent[0]}")
    return asked, found


def ask(client: Client, address: Address, method: str, pk: object) -> tuple[int, bytes, tuple]:
    path = address.of(pk)
    options = (
        {"content_type": "application/json"}
        if address.name.startswith("api:") and method in {"post", "put", "patch"}
        else {}
    )
    return told(getattr(client, method)(path, **options), path, pk)


def open_doors(things: dict[str, Any], client: Client) -> list[str]:
    """Addresses that answer who is not signed in, and are not declared as public."""
    found = []
    for address in addresses():
        if PUBLIC.fullmatch(address.name) or address.thing == "?":
            continue
        response = client.get(address.of(things.get(address.thing, "")))
        signs_in = response.status_code == 302 and response.headers["Location"].startswith("/accounts/")
        if not signs_in and response.status_code not in {401, 403, 404, 405}:
            found.append(f"{address.name}: {response.status_code}")
    return found


def open_to_suspended(membership: Any, things: dict[str, Any]) -> list[str]:
    """Addresses that answer a person whose account is closed: by the session that was open, by the token that was live."""
    session, program = client_of(membership), token_client(membership, ("read", "write"))
    type(membership.person).objects.filter(pk=membership.person_id).update(is_active=False)
    found = open_doors(things, session)
    for address in addresses():
        if address.name.startswith("api:") and address.thing != "?":
            status = program.get(address.of(things.get(address.thing, ""))).status_code
            if status != 401:
                found.append(f"{address.name} by token: {status}")
    return found


def broken(cast: Any, things: dict[str, Any]) -> list[str]:
    """Addresses that fail for somebody who may use them."""
    found = []
    for who in ("manager", "counsel", "auditor", "director", "subsidiary_manager", "sales_engineer"):
        client = client_of(getattr(cast, who))
        for address in addresses():
            if address.thing != "?" and not address.name.endswith("pdf"):
                status = client.get(address.of(things.get(address.thing, ""))).status_code
                if status >= 500 and address.name != "core:health_ready":
                    found.append(f"{address.name} by {who}: {status}")
    return found


def collected(folder: Path) -> None:
    """Style sheets and scripts where pages ask for them, as when the product runs."""
    runpy.run_path(str(ROOT / "bin/prepare"))["collect_static"](folder)


def unlimited() -> Any:
    """No limit of requests: this one asks thousands of times. Whoever asks has just said who they are."""
    stack = ExitStack()
    stack.enter_context(mock.patch("portage.network.accounts.second_factor.is_sure", return_value=True))
    for name in ("AccountThrottle", "WriteThrottle", "TokenThrottle", "FailedTokens"):
        stack.enter_context(mock.patch(f"portage.core.api.limits.{name}.allow_request", return_value=True))
    return stack


def row(name: str, found: int, unit: str, goal: float | None = 0) -> Row:
    return {"name": f"matrix: {name}", "value": found, "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[Row]:
    with unlimited():
        collected(settings.VAR_DIR)
        cast, things = world()
        unknown = [address.name for address in addresses() if address.thing == "?"]
        clients = strangers(cast)
        before = rows_kept()
        asked, leaked = leaks(clients, things, FAST_METHODS if fast else METHODS, one_in=IN_TURNS if fast else 1)
        changed = [table for table, count in rows_kept().items() if count != before[table]]
        doors, failed = open_doors(things, client_of(None)), broken(cast, things)
        suspended = open_to_suspended(cast.director, things)
        for line in [*unknown, *leaked, *changed, *doors, *failed, *suspended]:
            print(line)
    yield row("addresses that are not declared", len(unknown), "addresses")
    yield row("requests by strangers", asked, "requests", None)
    yield row("foreign things that are not answered as absent", len(leaked), "leaks")
    yield row("tables that strangers changed", len(changed), "tables")
    yield row("addresses open to nobody in particular", len(doors), "addresses")
    yield row("addresses open to who is suspended", len(suspended), "addresses")
    yield row("addresses that fail for who may use them", len(failed), "addresses")


def control(fast: bool) -> Iterator[Row]:
    """The access module lets everybody see everything."""
    with unlimited(), mock.patch("portage.network.access.visible", lambda person, queryset: queryset):
        cast, things = world()
        yield row(
            "foreign things that are not answered as absent", len(leaks(strangers(cast), things, ("get",))[1]), "leaks"
        )
