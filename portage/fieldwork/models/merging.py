"""Records of customers that were merged: what was said of the one that is gone is read under the one that stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import append_only_but_for
from portage.network.models import Customer, Membership


@append_only_but_for("kept")
class MergedCustomer(models.Model):
    """One company was recorded twice, and is recorded once now.

    `gone` was the identifier of the other record, `name` its name: a report that was written offline about it is filed
    under `kept`. `kept` changes only when that record is merged in its turn.
    """

    scope_path = "kept"
    gone = models.UUIDField(primary_key=True, editable=False)
    kept = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="merged")
    name = models.CharField(_("name"), max_length=160)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
