"""Every address of the URLconf, one thing for each identifier in it, and who asks: what the matrix and the tests walk.

Who strangers are is written down here by hand, not asked of the access module.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from unittest import mock
from uuid import UUID, uuid4

from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What the identifier in an address names, by the address's name; the first that fits.
THINGS = (
    (r"contracts:(model|model_\w+|\w+_model|add_article|arrange_articles|bring_text|publish_copy|discard_copy|write_article)", "model"),
    (r"api:(model|publish_model|model_\w+|copy_model|working_\w+)", "model"),
    (r"contracts:(of_organisation|archive_organisation|signatories|end_authority|successions)", "organisation"),
    (r"api:(signatories|end_authority|successions)", "organisation"),
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
    (r"fieldwork:section_file|api:section_file_bytes", "section_file"),
    (r"fieldwork:report_file|api:report_file_bytes", "report_file"),
    (r"fieldwork:\w+_action|api:action_events", "action"),
    (r"(fieldwork|api):(section|\w+_section|section_\w+)", "section"),
    (r"(fieldwork|api):(report|\w+_report|report_\w+)", "report"),
    (r"fieldwork:(board|prospects_table|prospects_column|export_prospects|add_prospect)", "contract"),
    (r"api:funnel|(fieldwork|api):mirror", "contract"),
    (r"(fieldwork|api):merge_customers", "customer"),
    (r"api:funnel", "contract"),
    (r"(fieldwork|api):(merge_customers|company|say_same_company)", "customer"),
    (r"(fieldwork|api):part_companies", "same_company"),
    (r"(fieldwork|api):(prospect|\w+_prospect|prospect_\w+)", "prospect"),
    (r"(fieldwork|api):(action|\w+_action|action_\w+)", "action"),
    (r"(forum|api):(of_contract|start_on_contract|contract_threads)", "contract"),
    (r"forum:(space|people|\w+_space|\w+_moderator|choose_for_space|read_all|start|preview)|api:((tell|read)_)?space(_\w+)?", "space"),
    (r"forum:(thread|reply|read|choose|history|rename|move|pin|lock|answer)|api:(thread|thread_\w+|\w+_thread)", "thread"),
    (r"forum:file|api:post_file_bytes", "post_file"),
    (r"forum:\w+|api:(post|\w+_post|post_\w+)", "post"),
    (r"needs:translate|api:translate_said", "said"),
    (r"needs:file|api:matter_file_bytes", "matter_file"),
    (r"needs:(sample|receive_sample|tell_trial)|api:(sample|receive_sample|sample_trials)", "sample"),
    (r"(needs|api):(order_quote|print_quote)", "quote"),
    (r"needs:close|api:close_matter", "complaint"),
    (r"needs:\w+|api:(matter|\w+_matter|matter_file|write_on_matter)", "matter"),
    (r"(fieldwork|api):settle_order_dispute", "order_dispute"),
    (r"(fieldwork|api):(order|\w+_order|order_\w+)|fieldwork:declare_\w+", "order"),
    (r"commission:(split|withdraw_split)|api:(order_split|withdraw_split)", "order"),
    (r"commission:share|api:(part|answer_part)", "share"),
    (r"contracts:succession_document|api:succession_file", "succession"),
    (r"commission:(preview|rates|mandate|end_mandate)|api:(next_statement|exchange_rates|(end_)?billing_mandates?)", "contract"),
    (r"commission:((credit|contest)_)?invoice(_paper|_xml)?|api:((credit|contest)_)?commission_invoice(_file|_xml)?", "commission_invoice"),
    (r"commission:batch(_progress)?|api:(statement_batch|batch_entries)", "batch"),
    (r"commission:answer|api:(answer|withdraw)_dispute", "dispute"),
    (r"commission:(statement|accept|dispute|pay|paper|sheet|make_invoice|bring_invoice)", "statement"),
    (r"api:(statement|accept_statement|dispute_line|pay_statement|statement_file|(make|own)_commission_invoice)", "statement"),
    (r"contracts:duty|api:(duty|finish_duty|date_duty)", "duty"),
    (r"contracts:(document|check_document)|api:(document|document_file|document_check)", "document"),
    (r"home:organisation_journal", "organisation"),
    (r"home:product_journal", "product"),
    (r"core:retry_job", "job"),
    (r"contracts:.*", "contract"),
    (r"api:(contract|checks|versions?|compare|redline|negotiation|proposals|answer_point|comments|set_\w+|choices)", "contract"),
    (r"api:(propose|clear|keep_places|approve|reopen|withdraw|confirm|sign\w*|refuse_to_sign|last_day_to_sign|evidence)", "contract"),
    (r"api:((bring|confirm)_scan|amendments|as_it_stood|extensions|ask_in_writing|answer_succession|notice_preview)", "contract"),
    (r"api:(give_notice|propose_end|accept_end|end_for_default|end_preview|leaving|answer_end|commission_figures)", "contract"),
    (r"api:(duties|review_file|review_file_pdf)", "contract"),
)  # fmt: skip
# For whom each thing does not exist.
ALWAYS = ("rival_director", "lone_director", "rival_manager", "former")
STRANGERS = {
    "contract": (*ALWAYS, "sister_manager"),
    "notice": (*ALWAYS, "sister_manager"),
    "document": (*ALWAYS, "sister_manager"),
    "duty": (*ALWAYS, "sister_manager"),
    "section": (*ALWAYS, "sister_manager"),
    "action": (*ALWAYS, "sister_manager"),
    "prospect": (*ALWAYS, "sister_manager"),
    "order": (*ALWAYS, "sister_manager"),
    "order_dispute": (*ALWAYS, "sister_manager"),
    "space": (*ALWAYS, "director"),
    "thread": (*ALWAYS, "director"),
    "post": (*ALWAYS, "director"),
    "post_file": (*ALWAYS, "director"),
    "matter": (*ALWAYS, "sister_manager"),
    "said": (*ALWAYS, "sister_manager"),
    "matter_file": (*ALWAYS, "sister_manager"),
    "quote": (*ALWAYS, "sister_manager"),
    "complaint": (*ALWAYS, "sister_manager"),
    "sample": (*ALWAYS, "sister_manager"),
    "share": (*ALWAYS, "sister_manager"),
    "report": (*ALWAYS, "sister_manager", "director"),
    "statement": (*ALWAYS, "sister_manager"),
    "batch": (*ALWAYS, "sister_manager", "subsidiary_manager", "manager", "auditor"),
    "dispute": (*ALWAYS, "sister_manager"),
    "commission_invoice": (*ALWAYS, "sister_manager"),
    "section_file": (*ALWAYS, "sister_manager"),
    "report_file": (*ALWAYS, "sister_manager", "director"),
    "organisation": (*ALWAYS, "sister_manager"),
    "succession": (*ALWAYS, "sister_manager", "subsidiary_manager", "manager", "auditor"),
    "product": ALWAYS,
    "customer": (*ALWAYS, "sister_manager", "director"),
    "same_company": (*ALWAYS, "sister_manager", "subsidiary_manager", "director"),
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
# Their argument is no identifier of a row: a key, a code, a number.
OTHERS = {
    "network:apply": {"key": "x"}, "network:applied": {"key": "x"}, "network:confirm_candidature": {"key": "x"},
    "network:own_candidature": {"key": "x"}, "network:withdraw_candidature": {"key": "x"},
    "network:invitation": {"key": "x"}, "core:mute": {"token": "x"}, "contracts:feed": {"token": "x" * 43},
    "contracts:export": {"form": "csv"}, "fieldwork:export_reports": {"form": "csv"}, "fieldwork:export_sections": {"form": "csv"}, "fieldwork:export_orders": {"form": "csv"}, "needs:export": {"form": "csv"}, "fieldwork:export_activity": {"form": "csv"}, "contracts:renewals": {"day": "2026-11-30"}, "api:renewals": {"day": "2026-11-30"}, "privacy:preview": {"kind": "contacts"}, "contracts:law": {"code": "FR"},
    "contracts:correct_rule": {"code": "FR", "key": "notice_months"}, "account_confirm_email": {"key": "x"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x"}, "mfa_remove_webauthn": {"pk": 1}, "mfa_edit_webauthn": {"pk": 1},
    "api:filed_report": {"key": UUID(int=1)}, "api:draft": {"key": UUID(int=1)}, "usersessions_close": {"pk": 1}, "openid_connect_login": {"provider_id": "x"}, "openid_connect_callback": {"provider_id": "x"},
}  # fmt: skip
# What stands in an address beside the identifier.
MORE = {
    "step": "products", "number": 1, "asked": 1, "question": "pay_due", "subject": "commission", "older": 1, "newer": 1,
    "member": UUID(int=1), "kind": "useful", "key": "object", "tag": "fr", "form": "csv", "stage": "visited", "photo": UUID(int=1),
}  # fmt: skip
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
    from contracts.actions.working import begin_copy
    from contracts.documents.shipped import model_texts
    from contracts.models import Duty, Succession
    from portage.core import clock, files
    from portage.network.actions import (
        add_contact,
        add_customer,
        add_member,
        add_program,
        invite,
        keep_view,
        make_token,
    )  # fmt: skip
    from tests.cast import by, concluded, make_cast
    from tests.commission.invoiced import invoiced
    from tests.commission.selling import stated_and_disputed
    from tests.network.candidates import received

    cast, now = make_cast(), clock.now()
    contract = concluded(cast)
    run_day(at=now)
    contract.refresh_from_db()
    today = clock.day_in(contract.time_zone, now)
    notice = give_notice(
        contract, form="platform", served_on=today, sent_on=None, grounds="", by=by(cast.director), at=now
    )
    published = publish_model(owner=cast.group, name="Orvane", texts=model_texts(), by=by(cast.counsel), at=now)
    begin_copy(published, by=by(cast.counsel), at=now)
    cast.reader = add_member(cast.sme, email="reader@example.test", name="Rita Eader", role="auditor", at=now)
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
    succession = Succession.objects.create(
        kind="rename", organisation=cast.sme, old_name="Arômes", new_name=cast.sme.name, from_day=today, ground="Act 12.",
        proof=files.store(b"%PDF-1.7 act", scope=cast.sme, name="act.pdf", media_type="application/pdf", at=now), at=now,
    )  # fmt: skip
    section = _visited(cast, contract, customer, now)
    statement, dispute = stated_and_disputed(cast, contract, at=now)
    order, disputed = _ordered(cast, contract, customer, now)
    commission_invoice, mandate = invoiced(cast, statement, at=now)
    things = _between(cast, contract, customer, now) | _talked(cast, now) | {
        "section_file": section.files.get(), "report_file": section.report.files.get(),
        "section": section, "report": section.report, "action": section.actions.get(), "prospect": contract.prospects.get(),
        "commission_invoice": commission_invoice, "mandate": mandate, "share": _shared(statement, now), "batch": _together(statement, now),
        "statement": statement, "dispute": dispute, "order": order, "order_dispute": disputed, "succession": succession,
        "program": program, "contact": contact, "token": token, "candidature": candidature, "contract": contract, "notice": notice,
        "document": contract.documents.first(), "duty": duty, "organisation": cast.sme, "product": cast.products[0],
        "customer": customer, "same_company": _held_for_one(cast, customer, now), "model": published.model, "membership": cast.director, "invitation": invitation, "view": view,
    }  # fmt: skip
    return cast, {name: thing.pk for name, thing in things.items()} | {"job": uuid4()}


def _visited(cast: Any, contract: Any, customer: Any, now: Any) -> Any:
    """The section of a visit that the sales engineer reported, with something to do."""
    from portage.core import clock
    from portage.fieldwork.actions.attaching import attach
    from portage.fieldwork.actions.filing import file_report
    from portage.fieldwork.rules.content import Head, Promise, Told
    from tests.cast import by

    today = clock.day_in(contract.time_zone, now)
    told = Told(contract.pk, interest=3, needs="400 kg a year.", actions=(Promise("Send 2 kg.", "principal", today),))
    head = Head(customer.pk, "visit", today, "fr", note="They will move.")
    me = by(cast.sales_engineer)
    filed = file_report(uuid4(), head=head, sections=[told], contracts={contract.pk: contract}, by=me, at=now)
    section = filed.reports[0].sections.get()
    for to in (section, section.report):
        attach(to, key=uuid4(), content=b"%PDF-1.7 price list", name="prices.pdf", by=me, at=now)
    return section


def _ordered(cast: Any, contract: Any, customer: Any, now: Any) -> tuple[Any, Any]:
    """An accepted and invoiced order of that customer, and what the agent disputes of it."""
    from decimal import Decimal

    from portage.core import clock
    from portage.fieldwork.actions.on_orders import declare_invoice, dispute_order
    from portage.fieldwork.actions.orders import accept_order, record_order
    from portage.fieldwork.rules.orders import Item, Terms
    from tests.cast import by

    today, product = clock.day_in(contract.time_zone, now), cast.products[0]
    items = [Item(product.pk, Decimal(400), "kg", Decimal("14.20"))]
    order = record_order(
        contract,
        key=uuid4(),
        customer=customer,
        terms=Terms(today, "EUR"),
        items=items,
        by=by(cast.sales_engineer),
        at=now,
    )
    accept_order(order, by=by(cast.director), at=now)
    declare_invoice(
        order,
        source=uuid4(),
        number="F-1",
        day=today,
        due_on=today,
        lines={product: order.total},
        by=by(cast.director),
        at=now,
    )
    dispute = dispute_order(order, about="F-1", text="The rebate is missing.", by=by(cast.sales_engineer), at=now)
    return order, dispute


def _between(cast: Any, contract: Any, customer: Any, now: Any) -> dict[str, Any]:
    """A need with its words and a file, a quote inside the prices, a complaint, a sample."""
    from portage.core import clock
    from portage.needs.actions.attaching import attach_to
    from portage.needs.actions.sampling import receive_sample
    from tests.cast import by
    from tests.needs import asking

    day, me = clock.day_in(contract.time_zone, now), by(cast.sales_engineer)  # near midnight it is another day there
    need = asking.asked(cast, contract, customer=customer, at=now)
    attached = attach_to(need, key=uuid4(), content=b"%PDF-1.7 label", name="label.pdf", by=me, at=now)
    asking.priced(cast, contract, valid_from=day, at=now)
    quote = asking.quoted(cast, contract, customer, valid_until=day, at=now)
    complaint = asking.complained(cast, contract, customer=customer, received_on=day, at=now)
    sample = asking.sent(cast, contract, need=need, sent_on=day, at=now)
    receive_sample(sample, on=day, by=me, at=now)
    return {
        "matter": need, "said": need.thread.get(), "matter_file": attached, "quote": quote, "complaint": complaint,
        "sample": sample,
    }  # fmt: skip


def _talked(cast: Any, now: Any) -> dict[str, Any]:
    """A space between agencies, with a thread of two posts, one of which has a file and another text than before."""
    from portage.forum.actions.attaching import attach
    from portage.forum.actions.keeping import edit
    from portage.forum.actions.spaces import name_moderator
    from tests.cast import by
    from tests.forum import talking

    space = talking.between_agencies(cast, at=now)
    thread, me = talking.started(cast, space, at=now), by(cast.sales_engineer)
    talking.replied(cast, thread, at=now)
    post = thread.messages.get(number=1)
    kept = attach(post, key=uuid4(), content=b"%PDF-1.7 sheet", name="sheet.pdf", by=me, at=now)
    edit(post, text=f"{post.text} Or nine?", seen=0, by=me, at=now)
    name_moderator(space, membership=cast.subsidiary_manager, by=by(cast.manager), at=now)
    return {"space": space, "thread": thread, "post": post, "post_file": kept}


def _held_for_one(cast: Any, customer: Any, now: Any) -> Any:
    """That customer and another subsidiary's record are of one company, says their group."""
    from portage.fieldwork.actions.companies import say_same_company
    from portage.network.actions import add_customer
    from tests.cast import by

    other = add_customer(cast.japan.pk, name="KOSMETYKA", country="PL", by=by(cast.sister_manager), at=now)
    return say_same_company(customer, other, by=by(cast.manager), at=now)


def _shared(statement: Any, now: Any) -> Any:
    """The contract's part of the order that its statement tells of."""
    from portage.commission.models import Share, Split

    line = statement.lines.get(number=1)
    split = Split.objects.create(order=line.order, number=1, rule="agreed", membership=statement.membership, at=now)
    return Share.objects.create(split=split, contract=line.contract, place=0, percent=100, claim="recorded")


def _together(statement: Any, now: Any) -> Any:
    """That statement, had it been issued together with others."""
    from portage.commission.models import Batch, BatchEntry, BatchOutcome

    batch = Batch.objects.create(
        organisation=statement.membership.organisation, membership=statement.membership, at=now
    )
    entry = BatchEntry.objects.create(batch=batch, place=0, contract=statement.contract, last_day=statement.last_day)
    BatchOutcome.objects.create(entry=entry, at=now)
    return batch


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


def told(response: HttpResponse, path: str, pk: object) -> tuple[int, bytes, tuple]:
    """What an answer tells: status, body and headers, without what is new at every request (a form's own number) and the address
    asked for."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    drop = [response.headers.get("X-Request-ID", ""), path, str(pk)]
    for word in filter(None, drop):
        body = body.replace(word.encode(), b"")
    body = re.sub(rb'(csrfmiddlewaretoken" value|name="number" value|name="key" value|nonce)="[^"]+"', b"", body)
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


def ask(client: Client, address: Address, method: str, pk: object) -> tuple[int, bytes, tuple]:
    path = address.of(pk)
    options = (
        {"content_type": "application/json"}
        if address.name.startswith("api:") and method in {"post", "put", "patch"}
        else {}
    )
    return told(getattr(client, method)(path, **options), path, pk)


def unlimited() -> Any:
    """No limit of requests: this one asks thousands of times. Whoever asks has just said who they are."""
    stack = ExitStack()
    stack.enter_context(mock.patch("portage.network.accounts.second_factor.is_sure", return_value=True))
    for name in ("AccountThrottle", "WriteThrottle", "TokenThrottle", "FailedTokens"):
        stack.enter_context(mock.patch(f"portage.core.api.limits.{name}.allow_request", return_value=True))
    return stack
