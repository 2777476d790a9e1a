"""Forms of what follows a section: an answer, something to do, another day for it, why it is dropped."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField

from ..actions.following import MOST


class RemarkForm(Answered, forms.Form):
    """Words to the other party."""

    use_required_attribute = False
    text = forms.CharField(label=_("Your answer"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}))


class ActionForm(Answered, forms.Form):
    """Something to do, asked of either side. `names`: {side: the name of its party}."""

    use_required_attribute = False
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    side = forms.ChoiceField(label=_("Who does it"), widget=forms.RadioSelect)
    due_on = DayField(label=_("By"))

    def __init__(self, names: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = list(names.items())  # type: ignore[attr-defined]


class MoveForm(Answered, forms.Form):
    use_required_attribute = False
    due_on = DayField(label=_("New day"))


class DropForm(Answered, forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("The other party reads it."))
