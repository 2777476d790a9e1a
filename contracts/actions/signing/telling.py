"""E-mail about signing: the invitation, its reminders, the end of it, the scan to compare. What it is about stands behind the login."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import outbox
from portage.core.words import day
from portage.network.models import Person
from portage.network.roles import Role

from ...models import Contract, Document, NotConcluded, PaperCopy, Signature
from ...queries.people import signatories
from ..telling import DECIDE, other, readers, tell

# Where a document is signed, by how it is signed.
DOORS = {"advanced": "contracts:sign", "paper": "contracts:bring_scan"}


def still_to_sign(document: Document, contract: Contract, *, at: datetime) -> list[Person]:
    """The recorded signatories of each side that has not signed, who may see the contract."""
    done = set(Signature.objects.filter(document=document).values_list("side", flat=True))
    parties = {contract.principal_id: "principal", contract.agent_id: "agent"}
    seeing = set(readers(contract, "principal", Role.values)) | set(readers(contract, "agent", Role.values))
    held = [h for h in signatories(contract, at.date()) if parties[h.organisation_id] not in done]
    return list(dict.fromkeys(h.membership.person for h in held if h.membership.person in seeing))


def document_to_sign(
    document: Document, contract: Contract, last_day: date, *, at: datetime, again: int | None = None
) -> None:
    """Those who still must sign: the document awaits them until a day. `again`: the invitation that moved the day."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference, "day": day(last_day)}
        return (
            _("Contract %(reference)s awaits your signature") % named,
            _(
                "Both sides have approved contract %(reference)s. Its document is ready to be read and signed until %(day)s; after that day it would have to be approved again."
            )
            % named,
        )

    tell(
        still_to_sign(document, contract, at=at), contract, kind="contracts.signature",
        key=f"sign:{document.pk}" + (f":{again}" if again else ""), words=words,
        action=reverse(DOORS[contract.signature], args=[contract.pk]), at=at,
    )  # fmt: skip


def last_day_to_sign(person: Person, until: date, contracts: Sequence[Contract], *, at: datetime) -> None:
    """One e-mail a person and last day, whatever the number of contracts."""
    count = len(contracts)
    with translation.override(person.language):
        named = {"day": day(until), "n": count}
        subject = (
            ngettext("To sign until %(day)s: %(n)d contract", "To sign until %(day)s: %(n)d contracts", count) % named
        )
        lines = [
            _("Your signature is awaited until %(day)s. Later, nobody is bound and the text is open again:") % named,
            "",
        ]
        lines += [f"  {contract.reference}" for contract in contracts]
    action = reverse("contracts:signing", args=[contracts[0].pk]) if count == 1 else reverse("contracts:portfolio")
    outbox.send(
        person,
        kind="contracts.signature",
        key=f"sign-by:{person.pk}:{until.isoformat()}:{at.date().isoformat()}",
        subject=subject,
        text="\n".join(lines),
        at=at,
        language=person.language,
        action=action,
    )


def signing_stopped(row: NotConcluded, contract: Contract, *, at: datetime) -> None:
    """The other side's deciders when a side refused; both sides' otherwise: nobody is bound, and what to do."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        says = {
            "refused": _("The other side refused to sign contract %(reference)s, and says why."),
            "expired": _("The last day to sign contract %(reference)s has passed."),
            "authority": _("A signatory of contract %(reference)s had no authority to sign it."),
        }[row.cause]
        return (
            _("Contract %(reference)s is not concluded") % named,
            says % named + " " + _("Nobody is bound. The text is open again: it can be changed, or proposed as it is."),
        )

    sides = [other(row.side)] if row.cause == "refused" else ["principal", "agent"]
    people = [person for side in sides for person in readers(contract, side, DECIDE)]
    _tell_of(contract, people, kind="contracts.signature", key=f"not-concluded:{row.pk}", words=words, at=at)


def concluded(document: Document, contract: Contract, *, at: datetime) -> None:
    """Both sides' deciders: the contract is signed by both."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("Contract %(reference)s is signed by both sides") % named,
            _("Contract %(reference)s is concluded. Its file, with what proves the signatures, is ready for you.")
            % named,
        )

    people = [person for side in ("principal", "agent") for person in readers(contract, side, DECIDE)]
    _tell_of(contract, people, kind="contracts.signature", key=f"concluded:{document.pk}", words=words, at=at)


def paper_to_compare(copy: PaperCopy, contract: Contract, *, at: datetime) -> None:
    """The other side's deciders: a scan of the signed paper waits to be compared."""

    def words() -> tuple[str, str]:
        named = {"reference": contract.reference}
        return (
            _("A signed copy of contract %(reference)s awaits your check") % named,
            _(
                "The other side brought the scan of contract %(reference)s, signed on paper. It binds once your side has compared it and confirms it."
            )
            % named,
        )

    people = readers(contract, other(copy.side), DECIDE)
    _tell_of(contract, people, kind="contracts.signature", key=f"paper:{copy.pk}", words=words, at=at)


def _tell_of(contract: Contract, people: list[Person], **rest: object) -> None:
    action = reverse("contracts:signing", args=[contract.pk])
    tell(people, contract, action=action, **rest)  # type: ignore[arg-type]
