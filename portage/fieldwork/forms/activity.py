"""What the page of a month is asked: which month, grouped how, narrowed to whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portage.core.forms.fields import country_choices, one_of

from ..queries.activity import GROUPS
from ..rules.activity import SILENCES


def silences() -> list[tuple[int, str]]:
    """After how many days without a report a contract may be called silent."""
    return [(days, gettext("Silent after %(days)s days") % {"days": days}) for days in SILENCES]


class ActivityForm(forms.Form):
    """Each field may be left out; what cannot be read narrows nothing."""

    q = forms.CharField(label=_("Principal, subsidiary or reference"), max_length=100, required=False)
    subsidiary = forms.UUIDField(label=_("Subsidiary"), required=False)
    country = one_of(country_choices, empty=_("All countries"), label=_("Country"), required=False)
    silent_days = forms.TypedChoiceField(label=_("Silent after"), choices=silences, coerce=int, required=False)
    by = forms.ChoiceField(choices=[(one, one) for one in GROUPS], required=False)

    def asked(self) -> dict[str, Any]:
        """The fields that could be read."""
        self.is_valid()
        return self.cleaned_data
