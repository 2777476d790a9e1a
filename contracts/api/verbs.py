"""Verbs of a contract: propose, approve, reopen, withdraw, confirm, sign; ends by agreement and for serious default."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import reads, writes
from portage.core.refusals import Invalid, Refused
from portage.network import access
from portage.network.doors import who

from ..actions import drafting, ending, exclusivity, moral, signature, versions
from ..models import Contract
from ..queries import page as queries
from ..views.choices import COUNSEL
from ..views.doors import identified_by, today_of
from ..views.exclusivity import asked_for
from ..views.signature import consent_language, to_sign
from ..words.codes import QUESTIONS
from . import asked, told
from .doors import ContractDoor
from .shapes import ChecksSerializer, ContractSerializer

NEGOTIATE = "contracts.negotiate_contract"


class Choices(ContractDoor):
    permission = NEGOTIATE

    def demanded(self, row: Contract) -> str:
        """Asked of a draft, and of a version that is negotiated."""
        return "negotiate" if row.status == Contract.Status.NEGOTIATING else "edit"

    @writes(asked.ChoiceSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Answer, with a reason, a question that the law leaves open."""

        def answer(row: Contract) -> Any:
            given = self.given(request, asked.ChoiceSerializer)
            access.demand(request.user, COUNSEL.get(given["question"], NEGOTIATE))
            if given["answer"] not in QUESTIONS[given["question"]]:
                raise Invalid("unknown_answer", _("This question has no such answer."), field="answer")
            return versions.record_choice(row, by=who(request), at=clock.now(), **given)

        return self.run(request, pk, answer)


class Propose(ContractDoor):
    permission, verb = NEGOTIATE, "propose"

    @writes(None, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Freeze the draft as the first version and show it to the other side: the negotiation begins."""
        return self.run(request, pk, lambda row: versions.propose(row, by=who(request), at=clock.now()))


class Approve(ContractDoor):
    permission, verb = "contracts.approve_contract", "approve"

    @writes(asked.ApproveSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Approve one exact version."""

        def approve(row: Contract) -> Any:
            given = self.given(request, asked.ApproveSerializer)
            return versions.approve(row, version=given["version"], by=who(request), at=clock.now())

        return self.run(request, pk, approve)


class Clear(ContractDoor):
    permission, verb = NEGOTIATE, "clear"

    @writes(None, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Confirm, for my side, that nothing of ours stands in the way. Both sides are told once all is confirmed."""
        return self.run(request, pk, lambda row: exclusivity.clear(row, by=who(request), at=clock.now()))


class KeepPlaces(Door):
    @writes(None, ChecksSerializer)
    def post(self, request: Asking, pk: UUID, asked: int) -> Any:
        """Say that a confidential contract, on which I am named, keeps places that are claimed elsewhere."""

        def respond() -> Response:
            row, found = asked_for(plain(request), pk, asked)
            exclusivity.keep(found, by=who(request), at=clock.now())
            return Response(told.checked(row, request.acting, today_of(row)))

        return self.write(request, respond)


class Reopen(ContractDoor):
    permission, verb = NEGOTIATE, "reopen"

    @writes(None, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Back to negotiation, before anybody has signed: a next version asks for every approval again."""
        return self.run(request, pk, lambda row: versions.reopen(row, by=who(request), at=clock.now()))


class Withdraw(ContractDoor):
    permission, verb = "contracts.withdraw_contract", "withdraw"

    @writes(asked.WithdrawSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Nobody is bound; the draft stays readable."""

        def withdraw(row: Contract) -> Any:
            given = self.given(request, asked.WithdrawSerializer)
            return drafting.withdraw(row, by=who(request), at=clock.now(), **given)

        return self.run(request, pk, withdraw)


class Confirm(ContractDoor):
    permission, verb, sure = "contracts.confirm_moral_contract", "confirm", True

    @writes(None, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Confirm a declared moral contract. With a recent proof of who I am: it binds."""
        return self.run(request, pk, lambda row: moral.confirm_moral(row, by=who(request), at=clock.now()))


class ToSignSerializer(serializers.Serializer):
    """The document that awaits my signature, and the words to agree to."""

    document = serializers.UUIDField()
    sha256 = serializers.CharField()
    consent = serializers.CharField()


class Sign(ContractDoor):
    permission, verb, sure = "contracts.sign_contract", "sign", True

    @reads(ToSignSerializer, statuses=(403, 404, 409))
    def get(self, request: Asking, pk: UUID) -> Response:
        """What I would sign, and the words of the consent."""
        self.sure = False
        document = to_sign(row := self.fetch(request, pk))
        words = signature.consent_of(document, consent_language(row))
        return Response({"document": document.pk, "sha256": document.sha256, "consent": words})

    @writes(asked.SignSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Sign these bytes, with these words. By session only, with a recent proof of who I am."""

        def sign(row: Contract) -> Any:
            given = self.given(request, asked.SignSerializer)
            document = to_sign(row)
            consent = signature.consent_of(document, consent_language(row))
            if given["sha256"] != document.sha256:
                raise Refused(
                    "other_document",
                    _("Another document awaits signature now: read it before you sign."),
                    field="sha256",
                )
            if given["consent"].strip() != consent.strip():
                raise Invalid(
                    "other_consent", _("Send the words of the consent exactly as they are told."), field="consent"
                )
            proof = identified_by(plain(request))
            return signature.sign(document, consent=consent, identified_by=proof, by=who(request), at=clock.now())

        return self.run(request, pk, sign)


class ProposeEnd(ContractDoor):
    permission, verb = "contracts.end_contract", "propose_end"

    @writes(asked.EndSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Propose to end the contract on a day; nothing changes until the other side accepts."""

        def propose(row: Contract) -> Any:
            given = self.given(request, asked.EndSerializer)
            return ending.propose_end(row, by=who(request), at=clock.now(), **given)

        return self.run(request, pk, propose)


class AcceptEnd(ContractDoor):
    permission, verb, sure = "contracts.end_contract", "accept_end", True

    @writes(asked.AcceptEndSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Accept the end that the other side proposed, on the day that was read. Needs a recent proof of who I am."""

        def accept(row: Contract) -> Any:
            given, proposal = self.given(request, asked.AcceptEndSerializer), queries.proposal_of(row)
            if proposal is None or given["last_day"] != proposal.last_day:
                raise Refused(
                    "other_end", _("Another end is proposed now: read it before you accept."), field="last_day"
                )
            return ending.accept_end(proposal, by=who(request), at=clock.now())

        return self.run(request, pk, accept)


class SeriousDefault(ContractDoor):
    permission, verb, sure = "contracts.end_contract", "default", True

    @writes(asked.DefaultSerializer, ContractSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """End at once, for facts stated now."""

        def end(row: Contract) -> Any:
            given = self.given(request, asked.DefaultSerializer)
            return ending.end_for_serious_default(row, by=who(request), at=clock.now(), **given)

        return self.run(request, pk, end)
