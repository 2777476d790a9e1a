"""What was signed or approved in somebody's name: it keeps the name, whatever becomes of the account."""

from typing import Any

from contracts.models import Approval, Signature
from portage.network.models import Person


def signed_by(person: Person) -> list[dict[str, Any]]:
    """Reference, organisation and day of each signature, the newest first; approvals are counted with them."""
    found = Signature.objects.filter(membership__person=person).select_related(
        "document__contract", "membership__organisation"
    )
    rows = [
        {"reference": one.document.contract.reference, "organisation": one.membership.organisation.name, "at": one.at}
        for one in found.order_by("-at")
    ]
    approvals = Approval.objects.filter(membership__person=person).select_related(
        "version__contract", "membership__organisation"
    )
    told = {row["reference"] for row in rows}
    for one in approvals.order_by("-at"):
        reference = one.version.contract.reference
        if reference not in told:
            told.add(reference)
            rows.append({"reference": reference, "organisation": one.membership.organisation.name, "at": one.at})
    return rows
