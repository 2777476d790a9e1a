"""The later life of the contracts of the marked world: what was proposed, refused, amended, owed, told and taken over.

Each text that somebody types on the way holds the word of its owners (`tests/proofs/marked.py`).
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4


def negotiated(cast: Any, now: datetime, word: str) -> None:
    """A contract on the table: proposals answered and open, comments, words not sent, a signature refused."""
    from contracts.actions import comments, negotiation, signature, versions
    from contracts.actions.signing.stopping import refuse_to_sign
    from contracts.queries.negotiation import moves
    from tests.cast import by, cleared, draft

    contract, me, other = draft(cast, countries=["HU"]), by(cast.director), by(cast.manager)
    versions.propose(contract, by=other, at=now)
    cleared(cast, contract, at=now)
    key = negotiable(contract)
    first = {"texts": {"fr": f"Texte de {word}."}, "base": 0, "reason": f"{word} raison"}
    negotiation.accept(negotiation.propose_article(contract, key=key, **first, by=me, at=now), by=other, at=now)
    contract.refresh_from_db()
    second = {"texts": {"fr": f"Texte mieux dit de {word}."}, "base": moves(contract, key)}
    proposed = negotiation.propose_article(contract, key=key, **second, by=me, at=now)
    negotiation.refuse(proposed, reason=f"{word} refus", by=other, at=now)
    heard = comments.comment(contract, subject=key, text=f"{word} propos", audience="both", by=me, at=now)
    comments.correct(heard, text=f"{word} propos corrigé", by=me, at=now)
    comments.comment(contract, subject=key, text=f"{word} entre nous", audience="own", by=me, at=now)
    contract = approved_again(cast, contract, now)
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=now)
    refuse_to_sign(document, reason=f"{word} refuse de signer", by=me, at=now)
    open_words(cast, contract, key, now, word)


def negotiable(contract: Any) -> str:
    """The key of an article that may be changed."""
    from contracts.assembly import articles_of

    return next(article.key for article in articles_of(contract)["fr"] if article.negotiable)


def approved_again(cast: Any, contract: Any, now: datetime) -> Any:
    """The version on the table, approved by everybody who must."""
    from contracts.actions import versions
    from tests.cast import by

    contract.refresh_from_db()
    for member in (cast.manager, cast.counsel, cast.director):
        versions.approve(contract, version=contract.version_number, by=by(member), at=now)
    contract.refresh_from_db()
    return contract


def open_words(cast: Any, contract: Any, key: str, now: datetime, word: str) -> None:
    """A proposal that waits, and what was typed and not sent."""
    from contracts.actions import negotiation, unsent
    from contracts.queries.negotiation import moves
    from tests.cast import by

    contract.refresh_from_db()
    base = moves(contract, key)
    said = {"texts": {"fr": f"Autre texte de {word}."}, "base": base, "reason": f"{word} encore"}
    negotiation.propose_article(contract, key=key, **said, by=by(cast.director), at=now)
    unsent.keep(contract, subject=key, **said, by=by(cast.director), at=now)


def amended(cast: Any, contract: Any, now: datetime, word: str) -> None:
    """It took effect before it was signed, for a reason that both sides sign; one signature was made elsewhere."""
    from contracts.actions import amending, drafting, signature
    from contracts.actions.signing.file import keep_signed
    from contracts.queries.evidence import newest
    from portage.core import clock, files
    from tests.cast import approved, by, sign

    me = by(cast.manager)
    amendment = amending.start_amendment(contract, by=me, at=now)
    territory = {
        "countries": ["PL", "RO"],
        "segments": ["cosmetics"],
        "exclusive": True,
        "regions": {"PL": [f"{word}skie"]},
    }
    reserved = [{"name": f"{word} Parfums", "place": f"{word} nad Wisłą"}]
    drafting.set_territory(amendment, **territory, reserved=reserved, by=me, at=now)
    day = clock.day_in(contract.time_zone, now) - timedelta(days=1)
    amending.set_effect(amendment, effective_from=day, earlier_reason=f"{word} déjà appliqué", by=me, at=now)
    amendment.refresh_from_db()
    approved(cast, amendment, at=now)
    document = signature.store_contract_document(amendment.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=now)
    act = signature.sign(document, consent=f"{word} accepte", identified_by="password", by=by(cast.director), at=now)
    over = newest(document)
    found = {
        "name": f"{word} Xavier", "organisation": word, "issuer": f"{word} CA", "certificate_sha256": "0" * 64, "serial": "1",
        "trusted": False, "qualified": False, "at": now.isoformat(),
    }  # fmt: skip
    pdf = files.read(over.file) + b"\n%% signed elsewhere"
    keep_signed(act, over=over, pdf=pdf, field="elsewhere", certificate="0" * 64, found=found, at=now)
    sign(document, cast.subsidiary_manager, at=now)


def owed_and_told(cast: Any, contract: Any, now: datetime, word: str) -> None:
    """Duties dated and done, the commission of a year, who may sign, on which ground."""
    from contracts.actions import commission, duties, signature
    from contracts.models import Duty
    from tests.cast import by

    me, today = by(cast.director), now.date()
    facts = {"contract": contract, "code": "register", "side": "principal", "law": "JO", "rule": {}, "at": now}
    duty = Duty.objects.create(**facts, from_day=today - timedelta(days=9))
    duties.date_duty(duty, day=today, reason=f"{word} délai", by=me, at=now)
    duties.finish_duty(
        duty, done_on=today - timedelta(days=1), number=f"JO-{word}", reason=f"{word} fait", by=me, at=now
    )
    figure = {"year": today.year - 1, "amount": Decimal("1200"), "source": f"{word} relevé"}
    commission.tell_commission(contract, **figure, by=me, at=now)
    signature.record_authority(
        cast.sme, membership=cast.director, from_day=date(2001, 1, 1), source=f"{word} pouvoir", by=me, at=now
    )


def prospected(cast: Any, contract: Any, now: datetime, word: str) -> None:
    """A customer recorded twice is prospected twice, lost with a word why, and merged."""
    from portage.fieldwork.actions.merging import merge_customers
    from portage.fieldwork.actions.prospects import add_prospect, move_prospect
    from portage.network.actions import add_customer
    from tests.cast import by

    me = by(cast.subsidiary_manager)
    names = (f"{word} Mydlarnia", f"{word} Mydlarnia S.A.")
    records = [add_customer(cast.poland.pk, name=name, country="PL", by=me, at=now) for name in names]
    for customer in records:
        prospect = add_prospect(contract, customer=customer, stage="visited", by=me, at=now)
        move_prospect(prospect, stage="lost", why_lost="other", note=f"{word} powód", seen=1, by=me, at=now)
    merge_customers(*records, by=me, at=now)


def visited(cast: Any, contract: Any, customer: Any, now: datetime, word: str, house: str) -> None:
    """Two visits. One, of which every text holds `word`, is told to the SME alone. The other is told to three SMEs and to the
    group: they share its head; of its sections the SME's holds `word`, and what the group keeps holds `house`."""
    from portage.core import clock
    from portage.fieldwork.actions import drafts, prospects
    from portage.fieldwork.models import Prospect
    from portage.fieldwork.rules.content import Head, Person, Told
    from portage.network.actions import add_customer
    from tests.cast import by
    from tests.contracts.portfolio import copies

    day, me = clock.day_in(contract.time_zone, now), by(cast.sales_engineer)
    met = (Person(f"{word} Wisniewska", f"{word} zakupy"),)
    head = Head(customer.pk, "visit", day, "fr", place=f"{word} hala", met=met, note=f"{word} note")
    followed(cast, reported(cast, head, [said(contract, day, word)], [contract], now), contract, customer, now, word)
    shared = add_customer(cast.poland.pk, name="Fabryka Wspólna", country="PL", by=me, at=now)
    others = [copies(cast, 1, principal=one)[0] for one in (cast.rival_sme, cast.third_sme)]
    theirs = [Told(one.pk, interest=1, needs="Une autre note.") for one in others]
    sections = [theirs[0], said(contract, day, word), theirs[1], Told(None, needs=f"{house} solvants")]
    reported(cast, Head(shared.pk, "visit", day, "fr", note=f"{house} note"), sections, [contract, *others], now, house)
    prospect = Prospect.objects.get(contract=contract, customer=customer)
    lost = {"stage": "lost", "why_lost": "price", "note": f"{word} trop cher"}
    prospects.move_prospect(prospect, **lost, seen=prospect.moves_made, by=me, at=now)
    drafts.keep_draft(uuid4(), content={"note": f"{word} brouillon"}, seen=0, by=me, at=now)


def said(contract: Any, day: date, word: str) -> Any:
    """A section in which every text holds the word."""
    from portage.fieldwork.rules.content import TEXTS, Promise, Seen, Told

    texts = {name: f"{word} {name}" for name in TEXTS}
    actions = (Promise(f"{word} échantillon", "principal", day),)
    return Told(contract.pk, interest=3, competitors=(Seen(f"{word} Nord", f"{word} 2200"),), actions=actions, **texts)


def reported(cast: Any, head: Any, sections: Any, contracts: Any, now: datetime, word: str = "") -> Any:
    """The report, filed by the sales engineer; with a file of the report's own that holds the word."""
    from portage.fieldwork.actions.attaching import attach
    from portage.fieldwork.actions.filing import file_report
    from tests.cast import by

    told, me = {one.pk: one for one in contracts}, by(cast.sales_engineer)
    report = file_report(uuid4(), head=head, sections=sections, contracts=told, by=me, at=now).reports[0]
    if word:
        attach(report, key=uuid4(), content=b"%PDF-1.7 " + word.encode(), name=f"{word}.pdf", by=me, at=now)
    return report


def followed(cast: Any, report: Any, contract: Any, customer: Any, now: datetime, word: str) -> None:
    """What both sides did with a section: corrected, with a photo, answered, an action dropped; the head corrected."""
    from dataclasses import replace

    from portage.fieldwork.actions import correcting, following
    from portage.fieldwork.actions.attaching import attach
    from tests.cast import by

    section, me = report.sections.get(contract=contract), by(cast.sales_engineer)
    attach(section, key=uuid4(), content=b"%PDF-1.7 " + word.encode(), name=f"{word}.pdf", by=me, at=now)
    right = replace(said(contract, report.visited_on, word), needs=f"{word} corrigé", actions=())
    correcting.correct_section(section, told=right, reason=f"{word} facture", seen=1, by=me, at=now)
    head = {"customer": customer, "kind": "call", "visited_on": report.visited_on, "place": f"{word} biuro"}
    correcting.correct_head(report, **head, seen=0, by=me, at=now)
    director = by(cast.director)
    following.remark(section, text=f"{word} réponse", by=director, at=now)
    following.drop_action(section.actions.get(), reason=f"{word} abandon", by=director, at=now)


def ordered(cast: Any, contract: Any, now: datetime, word: str) -> None:
    """An order refused; another asked about, accepted, delivered, invoiced, credited, disputed; the rest of it lost."""
    from portage.core import clock
    from portage.fieldwork.actions import on_orders, orders
    from portage.fieldwork.rules.orders import Item, Terms
    from tests.cast import by

    today, customer = clock.day_in(contract.time_zone, now), cast.poland.customers.first()
    product = contract.product_lines.first().product
    told = {
        "terms": Terms(today, "EUR", None, "FCA", f"{word} port", f"{word}-118", f"{word} note"), "customer": customer,
        "items": [Item(product.pk, Decimal(10), "kg", Decimal(9))], "by": by(cast.sales_engineer), "at": now,
    }  # fmt: skip
    one, other = (orders.record_order(contract, key=uuid4(), **told) for _turn in range(2))
    me = {"by": by(cast.director), "at": now}
    orders.refuse_order(one, reason=f"{word} rupture", **me)
    on_orders.remark_on_order(other, text=f"{word} emballage", **me)
    orders.accept_order(other, **me)
    other.refresh_from_db()
    on_orders.deliver(other, on=today, says=f"{word} CMR", **me)
    billed = {"number": "F-1", "day": today, "due_on": today, "lines": {product: Decimal(90)}}
    invoice = on_orders.declare_invoice(other, source=uuid4(), **billed, **me)
    credit = {"number": "A-1", "day": today, "lines": {product: Decimal(9)}, "cause": "principal"}
    on_orders.declare_credit(other, invoice=invoice, source=uuid4(), **credit, reason=f"{word} avarie", **me)
    on_orders.dispute_order(other, about="F-1", text=f"{word} remise", **me)
    on_orders.declare_lost(other, invoice=invoice, source=uuid4(), day=today, proof=f"{word} jugement", **me)


def asked_between(cast: Any, contract: Any, now: datetime, word: str) -> None:
    """A need, a quote and a complaint, prices and a sample: each text that somebody types holds the word."""
    from portage.core import clock
    from portage.fieldwork.rules.orders import Item
    from portage.needs.actions import answering
    from portage.needs.actions.attaching import attach_to
    from portage.needs.actions.opening import ask_need, forward_complaint
    from portage.needs.actions.pricing import write_price
    from portage.needs.actions.quoting import give_quote
    from portage.needs.actions.sampling import receive_sample, send_sample, tell_trial
    from portage.needs.rules.asked import Fault, Parcel, Prices
    from portage.needs.rules.quoting import Offer
    from tests.cast import by

    day, customer = clock.day_in(contract.time_zone, now), cast.poland.customers.first()
    product, seller, director = contract.product_lines.first().product, by(cast.sales_engineer), by(cast.director)
    words = {"text": f"{word} mots", "language": "fr", "at": now}
    need = ask_need(contract, key=uuid4(), customer=customer, by=seller, **words)
    answering.translate(need.thread.get(), **words | {"text": f"{word} words", "language": "en"}, by=director)
    attach_to(need, key=uuid4(), content=b"%PDF-1.7 " + word.encode(), name=f"{word}.pdf", by=seller, at=now)
    answering.answer(need, answer="no", by=director, **words)
    answering.write(need, by=seller, **words)
    prices = Prices(product.pk, "PL", "EUR", "kg", Decimal(9), Decimal(9), day, note=f"{word} note")
    write_price(contract, key=uuid4(), prices=prices, by=director, at=now)
    offer = Offer("PL", "EUR", day, None, "FCA", f"{word} port", f"{word} note")
    items = [Item(product.pk, Decimal(10), "kg", Decimal(8))]
    give_quote(contract, key=uuid4(), customer=customer, offer=offer, items=items, ask=True, by=seller, **words)
    fault = Fault(day, None, product.pk, f"{word}-7")
    complaint = forward_complaint(contract, key=uuid4(), customer=customer, fault=fault, by=seller, **words)
    answering.answer(complaint, answer="refused", by=director, **words)
    answering.close_complaint(complaint, by=seller, **words)
    parcel = Parcel(product.pk, f"{word}-8", Decimal(2), "kg", day, f"{word} colis")
    sample = send_sample(contract, key=uuid4(), parcel=parcel, need=need, by=director, at=now)
    receive_sample(sample, on=day, by=seller, at=now)
    tell_trial(sample, key=uuid4(), on=day, result="bad", by_customer=f"{word} labo", by=seller, **words)


def talked(cast: Any, contract: Any, now: datetime, word: str, house: str) -> None:
    """In the contract's space each text that somebody types holds the word, and what agencies say among themselves that of the
    house: no SME reads it."""
    from portage.forum.actions import keeping, order
    from portage.forum.actions.attaching import attach
    from portage.forum.actions.spaces import open_space
    from portage.forum.actions.writing import reply, start_thread
    from portage.forum.rules.writing import Words
    from tests.cast import by

    space = open_space(cast.group, name=f"{house} acier", about=f"{house} métier", by=by(cast.manager), at=now)
    for where, said in ((contract, word), (space, house)):
        seller, manager = by(cast.sales_engineer), by(cast.manager)
        first = Words(uuid4(), f"{said} question", cites=[contract, contract.product_lines.first().product])
        thread = start_thread(where, title=f"{said} sujet", words=first, by=seller, at=now)
        post = thread.messages.get()
        attach(post, key=uuid4(), content=b"%PDF-1.7 " + said.encode(), name=f"{said}.pdf", by=seller, at=now)
        keeping.edit(post, text=f"{said} autre question", seen=0, by=seller, at=now)
        answer = reply(thread, words=Words(uuid4(), f"{said} réponse, @Tomek Wilk", 1), by=manager, at=now)
        order.flag(answer, reason=f"{said} motif", by=seller, at=now)
        order.rule(answer, "hide", reason=f"{said} décision", by=manager, at=now)


def renamed_by_succession(cast: Any, now: datetime, word: str) -> None:
    """The SME takes another name by an act that is filed."""
    from contracts.actions.succession import record_succession
    from tests.cast import by

    told = {"new_name": f"{word} Groupe", "from_day": now.date(), "ground": f"{word} acte"}
    proof = {"proof": b"%PDF-1.4 " + word.encode(), "proof_name": f"{word}.pdf"}
    record_succession(cast.sme, kind="rename", **told, **proof, by=by(cast.director), at=now)


def written_anew(cast: Any, now: datetime, word: str) -> None:
    """Counsel writes the next version of the group's model."""
    from contracts.actions import working
    from tests.cast import by

    copy = working.begin_copy(cast.model.versions.first(), by=by(cast.counsel), at=now)
    article = copy.articles.first()
    texts = {tag: {"title": said["title"], "text": f"{word} clause."} for tag, said in article.texts.items()}
    working.save_article(article, edition=article.edition, texts=texts, by=by(cast.counsel), at=now)
