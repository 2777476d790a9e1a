"""Many at once on the same contract: approving, answering a proposal, signing, putting both signatures in the file, giving
notice, renewing, amending, answering one of its orders, filing a report of one visit, posting in the forum; on many contracts that claim the same
place, one of which passes to another party meanwhile. One wins, the others are told.

50 threads in each of 200 rounds (short form: 8 in 10; of amendments, whose rounds are long, a fifth). A round makes one contract, then all threads act on it at the
same instant. Anything but the verb's own refusal is a failure, as is a second winner.
"""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from unittest import mock

from .races_talked import start_thread_once, write_post
from .races_told import answer_order, answer_quote, file_report
from .racing import NOON, ON, cast, fresh

DATABASES = ("sqlite", "postgresql")
NAME = "races: rounds with no winner, two winners, or an error"


def rows(fast: bool) -> Iterator[dict]:
    threads, rounds = (8, 5) if fast else (50, 200)
    every = (
        approve,
        answer,
        sign,
        both_into_the_file,
        give_notice,
        renew,
        amend,
        answer_order,
        answer_quote,
        file_report,
        write_post,
        start_thread_once,
        overlap,
        pass_on,
    )
    for verb in every:
        turns = max(2, rounds // 5) if verb is amend else rounds
        wrong = sum(not one_winner(verb, threads) for _ in range(turns))
        yield {
            "name": f"{NAME}: {verb.__name__}",
            "value": wrong,
            "unit": f"of {turns} rounds of {threads}",
            "goal": 0,
        }


def control(fast: bool) -> Iterator[dict]:
    """A notice that looks first and then writes, with neither lock nor transaction: two people both find nothing. And an
    approval that looks whether a place is free and leaves nothing in it."""
    from contracts.actions import notice

    with mock.patch.object(notice, "give_notice", look_then_leap):
        wrong = sum(not one_winner(give_notice, 8) for _ in range(5))
    yield {"name": f"{NAME}: give_notice", "value": wrong, "unit": "of 5 rounds of 8", "goal": 0}
    from contracts.actions import exclusivity

    with mock.patch.object(exclusivity, "hold", look_and_take_nothing):
        wrong = sum(not one_winner(overlap, 8) for _ in range(5))
    yield {"name": f"{NAME}: overlap", "value": wrong, "unit": "of 5 rounds of 8", "goal": 0}
    with mock.patch.object(exclusivity, "hold_anew", give_up_and_take_nothing):
        wrong = sum(not one_winner(pass_on, 8) for _ in range(2))
    yield {"name": f"{NAME}: pass_on", "value": wrong, "unit": "of 2 rounds of 8", "goal": 0}


def look_and_take_nothing(contract, *, at) -> None:
    from contracts.actions.exclusivity import check_confirmed

    check_confirmed(contract)


def give_up_and_take_nothing(contracts, *, at) -> None:
    from contracts.models import Place

    Place.objects.filter(contract__in=contracts).update(released_at=at)


def look_then_leap(contract, *, form, served_on, by, at) -> None:
    from contracts.models import Notice
    from portage.core.refusals import Refused

    if Notice.objects.filter(contract=contract).exists():
        raise Refused("notice_already_given", "")
    time.sleep(0.02)
    Notice.objects.create(
        contract=contract,
        side="principal",
        membership=by.membership,
        form=form,
        served_on=served_on,
        ends_on=served_on,
        at=at,
    )


def one_winner(verb: Callable, threads: int) -> bool:
    """One round: whether exactly one thread's effect stands and every other was refused in words."""
    act, effects = verb(threads) if verb in {overlap, pass_on} else verb()
    outcomes: list[str] = []
    start = threading.Barrier(threads)
    every = [threading.Thread(target=attempt, args=(act, start, outcomes)) for _ in range(threads)]
    for thread in every:
        thread.start()
    for thread in every:
        thread.join()
    return "error" not in outcomes and effects() == 1


def attempt(act: Callable[[], None], start: threading.Barrier, outcomes: list[str]) -> None:
    from django.db import connection

    from portage.core.refusals import Refused

    start.wait()
    try:
        act()
        outcomes.append("done")
    except Refused:
        outcomes.append("refused")
    except Exception as error:
        outcomes.append("error")
        print(repr(error))
    finally:
        connection.close()


def approve() -> tuple[Callable, Callable]:
    from contracts.actions import versions
    from contracts.models import Approval
    from tests.cast import AT, by, draft

    contract = fresh(draft)
    me = by(cast().manager)
    versions.propose(contract, by=me, at=AT)
    return (
        lambda: versions.approve(contract, version=1, by=me, at=AT),
        lambda: Approval.objects.filter(version__contract=contract).count(),
    )


def answer() -> tuple[Callable, Callable]:
    """One accepts, the others refuse or take it back: one answer stands, and the versions tell which."""
    from itertools import count

    from contracts.actions import negotiation, versions
    from contracts.models import Answer
    from tests.cast import AT, by, draft

    contract = fresh(draft)
    principal, agent = by(cast().director), by(cast().manager)
    versions.propose(contract, by=agent, at=AT)
    proposal = negotiation.propose_article(
        contract, key="commission", texts={"fr": "Autrement dit."}, base=0, by=principal, at=AT
    )
    acts = (
        lambda: negotiation.accept(proposal, by=agent, at=AT),
        lambda: negotiation.refuse(proposal, reason="Non.", by=agent, at=AT),
        lambda: negotiation.withdraw_proposal(proposal, by=principal, at=AT),
    )
    turns = count()

    def stands() -> int:
        made = Answer.objects.filter(proposal=proposal)
        right = contract.versions.count() == 1 + made.filter(kind="accepted").count()
        return made.count() if right else -1

    return lambda: acts[next(turns) % len(acts)](), stands


def sign() -> tuple[Callable, Callable]:
    from contracts.actions import signature
    from contracts.models import Signature
    from tests.cast import AT, approved, by, draft

    contract = approved(cast(), fresh(draft))
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 race", pages=1, at=AT)
    me = by(cast().director)
    return (
        lambda: signature.sign(document, consent="I agree.", identified_by="password", by=me, at=AT),
        lambda: Signature.objects.filter(document=document).count(),
    )


def both_into_the_file() -> tuple[Callable, Callable]:
    """Every worker puts both signatures in the file at once: both stand, once each, over each other, and both are bound."""
    from contracts.actions import signature
    from contracts.actions.signing import file
    from contracts.models import Revision
    from portage.core import files, seals
    from tests.cast import AT, approved, by, draft

    file.signature_of = lambda act, pdf, at: seals.Signed(pdf + f"\n% {act.side}".encode(), act.side, "0" * 64, "")
    contract = approved(cast(), fresh(draft))
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 race", pages=1, at=AT)
    acts = [
        signature.sign(document, consent="I agree.", identified_by="password", by=by(member), at=AT)
        for member in (cast().director, cast().subsidiary_manager)
    ]

    def effects() -> int:
        states = [files.read(row.file) for row in Revision.objects.filter(document=document).order_by("number")]
        contract.refresh_from_db()
        grows = all(later.startswith(earlier) for earlier, later in pairwise(states))
        return int(len(states) == 3 and grows and contract.status == "signed")

    return lambda: [file.put_in_file(act.pk, at=AT) for act in acts], effects


def give_notice() -> tuple[Callable, Callable]:
    from contracts.actions import notice
    from contracts.actions.renewal import run_contract
    from contracts.models import Notice
    from tests.cast import by, concluded

    contract = fresh(concluded)
    run_contract(contract, at=NOON)
    me = by(cast().director)
    return (
        lambda: notice.give_notice(contract, form="platform", served_on=ON, by=me, at=NOON),
        lambda: Notice.objects.filter(contract=contract).count(),
    )


def renew() -> tuple[Callable, Callable]:
    from contracts.actions.renewal import run_day
    from contracts.models import Term
    from tests.cast import concluded

    contract = fresh(concluded)
    return (
        lambda: run_day(at=datetime(2024, 3, 2, 12, tzinfo=UTC)),
        lambda: Term.objects.filter(contract=contract).count(),
    )


def amend() -> tuple[Callable, Callable]:
    """The last signature of an amendment, its day's run and notices at once: it changes the contract once, and one notice
    stands, each told once."""
    from itertools import count

    from contracts.actions import notice, renewal, signature, taking_effect
    from contracts.models import Notice
    from portage.core.models import Message
    from tests.cast import approved, by, concluded
    from tests.cast import sign as signs
    from tests.contracts.amending import started

    who = cast()
    contract = fresh(concluded)
    renewal.run_contract(contract, at=NOON)
    amendment = approved(who, started(who, contract, ON, at=NOON, countries=["PL", "CZ"]), at=NOON)
    document = signature.store_contract_document(amendment.versions.first(), pdf=b"%PDF-1.7 race", pages=1, at=NOON)
    signs(document, who.director, at=NOON)
    principal, turns = by(who.director), count()
    acts = (
        lambda: signs(document, who.subsidiary_manager, at=NOON),
        lambda: taking_effect.take_effect(amendment.pk, at=NOON),
        lambda: notice.give_notice(contract, form="platform", served_on=ON, by=principal, at=NOON),
        lambda: renewal.run_contract(contract, at=NOON),
    )

    def stands() -> int:
        contract.refresh_from_db()
        told = list(Message.objects.filter(kind="contracts.amended", scope_id=contract.pk).values_list("recipient"))
        once = len(told) == len(set(told)) > 0 and Notice.objects.filter(contract=contract).count() == 1
        right = (
            contract.version_number == 2 and contract.territory_lines.count() == 2 and document.signatures.count() == 2
        )
        return contract.effects.filter(outcome="changed").count() if once and right else -1

    return lambda: acts[next(turns) % len(acts)](), stands


def overlap(contracts: int) -> tuple[Callable, Callable]:
    """The last approval of as many contracts, of one product in one country, from one day."""
    from contracts.actions import versions
    from contracts.models import Place
    from tests.cast import AT, by

    waiting = last_approvals(contracts)
    product = waiting[0].product_lines.get().product
    me, left = by(cast().director), list(waiting)

    def bound() -> int:
        holding = Place.objects.filter(product=product, released_at=None).values("contract").distinct().count()
        approved = type(waiting[0]).objects.filter(pk__in=[c.pk for c in waiting], status="approved").count()
        return max(holding, approved)

    return lambda: versions.approve(left.pop(), version=1, by=me, at=AT), bound


def pass_on(contracts: int) -> tuple[Callable, Callable]:
    """A contract passes to another party, while the last approval of others claims what it holds: it alone holds it still."""
    from itertools import count

    from django.db import transaction

    from contracts.actions import exclusivity, succession, versions
    from contracts.models import Contract, PartyChange, Place
    from portage.core.journal import PORTAGE
    from portage.network.actions import add_subsidiary
    from tests.cast import AT, by

    who, waiting = cast(), last_approvals(contracts)
    party = add_subsidiary(who.group, name="Essai", country="PL", countries_covered=["PL"], by=PORTAGE, at=AT)
    holder = waiting.pop()
    Contract.objects.filter(pk=holder.pk).update(agent=party, status="in_force")
    with transaction.atomic():
        exclusivity.hold(holder, at=AT)
    manager, director, turns, left = by(who.manager), by(who.director), count(), list(waiting)
    event = {"kind": "merger", "successor": who.japan, "from_day": ON, "ground": "Race.", "proof": b"%PDF-1.7 act"}

    def act() -> None:
        if next(turns) % 2:
            versions.approve(left.pop(), version=1, by=director, at=NOON)
        else:
            succession.record_succession(party, **event, by=manager, at=NOON)

    def stands() -> int:
        holder.refresh_from_db()
        places = Place.objects.filter(product=holder.product_lines.get().product, released_at=None)
        passed = holder.agent == who.japan and PartyChange.objects.filter(contract=holder).count() == 1
        return places.count() if passed and {place.contract_id for place in places} == {holder.pk} else -1

    return act, stands


def last_approvals(count: int) -> list:
    """Contracts whose two sides have confirmed and whom the director alone has not approved yet."""
    from contracts.models import Approval, Clearance, Contract, ProductLine, TerritoryLine, Version
    from portage.catalogue.actions import add_product
    from portage.core import references
    from portage.core.journal import PORTAGE
    from portage.network import access
    from tests.cast import AT

    who = cast()
    product = add_product(who.sme, by=PORTAGE, at=NOON, names={"fr": "essai"}, hs_code="330290")
    made = Contract.objects.bulk_create(
        Contract(
            reference=references.make("PC"), principal=who.sme, agent=who.poland, group=who.group, status="negotiating",
            created_at=AT, first_day=date(2024, 3, 1), version_number=1,
        )
        for _ in range(count)
    )  # fmt: skip
    ProductLine.objects.bulk_create(ProductLine(contract=c, product=product) for c in made)
    TerritoryLine.objects.bulk_create(TerritoryLine(contract=c, country="PL") for c in made)
    versions = Version.objects.bulk_create(
        Version(contract=c, number=1, data={}, articles={}, digest="0" * 64, made_at=AT) for c in made
    )
    Clearance.objects.bulk_create(
        Clearance(contract=c, version=1, side=side, claim="0" * 64, membership=member, at=AT)
        for c in made
        for side, member in (("principal", who.director), ("agent", who.manager))
    )
    Approval.objects.bulk_create(
        Approval(version=version, side="agent", membership=member, role=member.role, at=AT)
        for version in versions
        for member in (who.manager, who.counsel)
    )
    circles = [access.circle(organisation) for organisation in (who.sme, who.poland, who.group)]
    access.bulk_share((c, circle) for c in made for circle in circles)
    return made
