"""One agreement told from its first typed line to where it stands, each step by its verb on its day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from contracts.actions import drafting, ending, exclusivity, moral, notice, signature, versions
from contracts.actions.signing import paper, stopping
from contracts.models import Contract, Version
from contracts.queries import exclusivity as exclusive_places
from portage.core.journal import By

from . import rounds, terms
from .days import working
from .opening import Happening, moment
from .papers import Papers
from .shapes import APPROVED, CONCLUDED, HALF_SIGNED, HALF_TYPED, PROPOSED, STAGES, UNSIGNED, Agreement, Later
from .told import DIRECTORS, Told

MANAGER, COUNSEL, SIGNER = ("portage_manager",), ("legal_counsel",), ("subsidiary_manager",)
BEFORE_FIRST_DAY = timedelta(days=75)
CLEARED, AGREED, VERSION_TWO = 15, 17, 20  # days after the draft was opened


@dataclass
class Deal:
    """The agreement, what was told before it, and who keeps its papers."""

    told: Told
    agreement: Agreement
    papers: Papers

    @property
    def group(self) -> str:
        """The carrier group's key: that of its subsidiary without the country."""
        return self.agreement.agent.rsplit("-", 1)[0]

    @property
    def contract(self) -> Contract:
        found = self.told.contracts[self.agreement.key]
        found.refresh_from_db()
        return found

    def agent(self, at: datetime) -> By:
        return self.told.by(self.group, MANAGER, at)

    def principal(self, at: datetime) -> By:
        return self.told.by(self.agreement.principal, DIRECTORS, at)

    def side(self, side: str, at: datetime) -> By:
        return self.agent(at) if side == "agent" else self.principal(at)

    # How it is told

    def happenings(self) -> Iterator[Happening]:
        """(moment, what is done then), in order."""
        agreement = self.agreement
        opened = agreement.opened or agreement.first - BEFORE_FIRST_DAY
        steps = self.moral() if agreement.nature == "moral" else self.written()
        for days, hour, act in steps:
            yield moment(working(opened + timedelta(days=days)), hour), act
        for later in agreement.later:
            yield moment(working(later.day), 9), partial(self.later, later)
        if agreement.withdrawn:
            yield moment(working(agreement.withdrawn), 11), self.withdraw

    def reaches(self, stage: str) -> bool:
        return STAGES.index(self.agreement.stage) >= STAGES.index(stage)

    def written(self) -> Iterator[tuple[int, int, Callable[[datetime], object]]]:
        """(days after the draft was opened, hour, act) up to the agreement's stage."""
        yield from [
            (0, 9, partial(terms.start, self)),
            (0, 10, partial(terms.products, self)),
            (1, 9, partial(terms.territory, self)),
        ]
        if self.agreement.stage == HALF_TYPED:
            return
        yield from [
            (4, 9, partial(terms.commission, self)),
            (5, 9, partial(terms.duration, self)),
            (6, 9, partial(terms.answer, self)),
            (6, 10, partial(terms.law, self)),
        ]
        if not self.reaches(PROPOSED):
            return
        yield 14, 9, self.propose
        yield from self.negotiated()
        yield from self.approvals()
        if self.reaches(UNSIGNED):
            yield 20, 16, self.store
        if self.reaches(HALF_SIGNED):
            yield 23, 9, partial(self.sign, "principal")
        if self.reaches(CONCLUDED):
            yield 26, 9, partial(self.sign, "agent")

    def negotiated(self) -> Iterator[tuple[int, int, Callable[[datetime], object]]]:
        """What is said between the first version and the approvals."""
        if self.agreement.first_rate:
            # before what is approved, even when both fall on a Friday
            yield VERSION_TWO - 2, 7, partial(rounds.rate, self)
            yield VERSION_TWO, 8, partial(rounds.agree, self)
        for side in self.agreement.cleared:
            yield CLEARED, 9, partial(self.clear, side)
        for one in rounds.ROUNDS.get(self.agreement.key, ()):
            yield one.days, 14, partial(rounds.act, self, one)

    def approvals(self) -> Iterator[tuple[int, int, Callable[[datetime], object]]]:
        """Everybody's once it is approved; before, those that the agreement tells."""
        agreement = self.agreement
        first = VERSION_TWO + 1 if agreement.first_rate else AGREED
        if self.reaches(APPROVED):
            yield first, 9, partial(self.approve, agreement.principal, DIRECTORS)
            yield first + 1, 9, partial(self.approve, agreement.principal, COUNSEL)
            yield first + 2, 9, partial(self.approve, self.group, COUNSEL)
            yield first + 3, 9, partial(self.approve, self.group, MANAGER)
            return
        for role in agreement.approvals:
            yield first, 9, partial(self.approve, agreement.principal if role in DIRECTORS else self.group, (role,))

    def moral(self) -> Iterator[tuple[int, int, Callable[[datetime], object]]]:
        """Declared by the group, confirmed by both."""
        yield from [
            (0, 9, partial(terms.start, self)),
            (0, 10, partial(terms.products, self)),
            (0, 11, partial(terms.territory, self)),
            (0, 12, partial(terms.duration, self)),
            (6, 9, partial(terms.answer, self)),
        ]
        yield from ((18, 9, partial(self.clear, side)) for side in self.agreement.cleared)
        yield 20, 9, lambda at: moral.confirm_moral(self.contract, by=self.agent(at), at=at)
        yield 24, 9, lambda at: moral.confirm_moral(self.contract, by=self.principal(at), at=at)

    # What is done after the typing

    def propose(self, at: datetime) -> None:
        versions.propose(self.contract, by=self.agent(at), at=at)

    def clear(self, side: str, at: datetime) -> None:
        """The side confirms that nothing of its own stands in the way."""
        exclusivity.clear(self.contract, by=self.side(side, at), at=at)

    def clear_what_is_new(self, at: datetime) -> None:
        """Both sides confirm, when a change claims more than its contract holds."""
        for side in {"principal", "agent"} - exclusive_places.cleared(self.contract):
            self.clear(side, at)

    def version(self) -> Version:
        contract = self.contract
        return contract.versions.get(number=contract.version_number)

    def approve(self, org: str, roles: tuple[str, ...], at: datetime) -> None:
        """One approval; a side without counsel has none of counsel. The last one sends the document to be made."""
        if self.told.actor(org, roles, at) is None:
            return
        version = self.version()
        versions.approve(self.contract, version=version.number, by=self.told.by(org, roles, at), at=at)
        if self.contract.status == Contract.Status.APPROVED and self.reaches(UNSIGNED):
            self.papers.begin(version)

    def store(self, at: datetime) -> None:
        self.papers.finish(self.version(), at=at)

    def sign(self, side: str, at: datetime) -> None:
        contract = self.contract
        document = contract.documents.get(kind="contract", number=contract.version_number)
        by = self.told.by(self.agreement.agent, SIGNER, at) if side == "agent" else self.principal(at)
        consent = signature.consent_of(document, by.person.language)
        act = signature.sign(
            document, consent=consent, identified_by="password", by=by, at=at, language=by.person.language, zone=by.person.time_zone
        )  # fmt: skip
        self.papers.signed(act, at=at)

    def refuse(self, later: Later, at: datetime) -> None:
        """A side refuses to sign."""
        document = self.contract.documents.get(kind="contract", number=self.contract.version_number)
        by = self.told.by(self.agreement.agent, SIGNER, at) if later.side == "agent" else self.principal(at)
        stopping.refuse_to_sign(document, by=by, at=at, **later.facts)

    def scan(self, later: Later, at: datetime) -> None:
        """A side brings the signed paper, for which the printed document stands; without documents there is none."""
        version = self.version()
        if (pdf := self.papers.unsigned.get(version.pk)) is None:
            return
        document = self.contract.documents.get(kind="contract", number=version.number)
        day = at.date() - timedelta(days=1)
        by = self.told.by(self.agreement.agent, SIGNER, at) if later.side == "agent" else self.principal(at)
        paper.bring_scan(document, scan=pdf, principal_signed_on=day, agent_signed_on=day, by=by, at=at)

    def later(self, later: Later, at: datetime) -> None:
        """Notices, receipts, proposals of an end, a new answer of counsel, a refusal to sign, a signed paper."""
        if later.what in {"refuse", "scan"}:
            getattr(self, later.what)(later, at)
            return
        contract, by, facts = self.contract, self.side(later.side, at), later.facts
        if later.what == "notice":
            self.papers.letter(notice.give_notice(contract, served_on=at.date(), by=by, at=at, **facts))
        elif later.what == "receipt":
            notice.acknowledge_notice(contract.notices.latest("at"), received_on=at.date(), by=by, at=at)
        elif later.what == "propose_end":
            ending.propose_end(contract, by=by, at=at, **facts)
        elif later.what == "accept_end":
            ending.accept_end(contract.end_proposals.latest("at"), by=by, at=at)
        else:
            versions.record_choice(contract, by=self.told.by(self.group, COUNSEL, at), at=at, **facts)

    def withdraw(self, at: datetime) -> None:
        drafting.withdraw(
            self.contract, by=self.principal(at), at=at, reason="La PMI ouvre son propre bureau de vente sur place."
        )
