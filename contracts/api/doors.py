"""What every address of one contract does first: fetch it, run its verb once, answer with the contract as it now is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.response import Response

from portage.core.api.doors import Asking, Door, plain
from portage.core.refusals import Forbidden
from portage.network import access

from ..models import Contract
from ..views.doors import contract_of, demand_now, is_sure, today_of
from . import told


class ContractDoor(Door):
    """A verb of one contract. `permission` is the role's, `verb` the one of `rules.verbs`."""

    permission = ""
    verb = ""
    sure = False

    def run(self, request: Asking, pk: UUID, verb: Callable[[Contract], Any], *, status: int = 200) -> Any:
        """Run the verb on the contract; the answer is the contract as it now is."""

        def respond() -> Response:
            row = self.fetch(request, pk)
            verb(row)
            return Response(answer(request, pk), status=status)

        return self.write(request, respond)

    def fetch(self, request: Asking, pk: UUID) -> Contract:
        """The contract, if the verb may be done now by who asks: 404, 403 or 409 otherwise."""
        row = contract_of(plain(request), pk, self.permission)
        demand_now(plain(request), row, self.demanded(row))
        if self.sure:
            check_sure(request)
        return row

    def demanded(self, row: Contract) -> str:
        """The verb that must be possible now."""
        return self.verb


def check_sure(request: Asking) -> None:
    """What binds needs a proof, within five minutes, of who asks: the page `/accounts/reauthenticate/`."""
    if not is_sure(plain(request)):
        raise Forbidden("reauthentication_required", _("Confirm who you are first: sign in again, then repeat."))


def answer(request: Asking, pk: UUID) -> dict[str, Any]:
    """The contract as this person now reads it: a verb may just have granted more."""
    access.ask_anew(request.user)
    return shown(request, pk)


def shown(request: Asking, pk: UUID) -> dict[str, Any]:
    """The contract as this person reads it."""
    row = contract_of(plain(request), pk)
    return told.contract(row, request.acting, today_of(row))
