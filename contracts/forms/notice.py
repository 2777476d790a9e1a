"""Forms of a notice: how and when it is served, why, and the end that is confirmed with it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField
from portage.core.words import day

from ..models import Notice
from ..pages.letters import Effect, day_of
from ..rules.proofs import LARGEST

FORMS = [
    ("platform", _("on the platform, served at once")),
    ("letter", _("by registered letter that was already presented")),
]


class NoticeForm(Answered, forms.Form):
    """`ends_on` is the end that stood on the page: another one computed since is refused by the door."""

    use_required_attribute = False
    form = forms.ChoiceField(label=_("Form"), choices=FORMS, widget=forms.RadioSelect, initial="platform")
    sent_on = DayField(label=_("Letter sent on"), required=False)
    served_on = DayField(
        label=_("First presented on"),
        required=False,
        help_text=_("That is the day on which a letter is served, whatever the date of its receipt."),
    )
    grounds = forms.CharField(
        label=_("Grounds"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If given, they stand in the letter."),
    )
    ends_on = forms.DateField(widget=forms.HiddenInput)
    agree = forms.BooleanField()

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    @property
    def is_letter(self) -> bool:
        return self["form"].value() == Notice.Form.LETTER

    @property
    def day(self) -> date:
        """On the platform: today. A letter: the day typed, today while it cannot be read."""
        return day_of(str(self["served_on"].value() or ""), self.today) if self.is_letter else self.today

    def says(self, effect: Effect, party: str, reference: str) -> None:
        """The words of the box, and the end that they name."""
        named = {"party": party, "reference": reference, "day": day(effect.ends_on)}
        refuses = effect.refused is not None
        words = gettext("I refuse, for %(party)s, the renewal of contract %(reference)s, which will end on %(day)s.")
        other = gettext("I give notice, for %(party)s, of contract %(reference)s, which will end on %(day)s.")
        self.fields["agree"].label = (words if refuses else other) % named
        self.initial["ends_on"] = effect.ends_on

    def clean(self) -> dict[str, Any]:
        """A letter has a day of presentation, which has come."""
        given = super().clean() or self.cleaned_data
        if given.get("form") != Notice.Form.LETTER or "served_on" in self.errors:
            return given
        if not given.get("served_on"):
            self.add_error("served_on", _("Type the day on which the letter was first presented."))
        elif given["served_on"] > self.today:
            words = _("A notice cannot be dated in the future: today is %(day)s.")
            self.add_error("served_on", words % {"day": day(self.today)})
        return given

    def tell_only_days(self) -> None:
        """While dates are tried and nothing is confirmed, only a wrong day is told."""
        for name in set(self.errors) - {"served_on", "sent_on"}:
            del self.errors[name]


class AnnulForm(Answered, forms.Form):
    """Confirmed by the other side, or proved by the one who gave notice."""

    use_required_attribute = False
    proof = forms.FileField(
        label=_("Proof of presentation"),
        required=False,
        help_text=_("The postal receipt: PDF, JPEG or PNG, 5 MB at most."),
    )
    agree = forms.BooleanField()

    def __init__(self, words: str, mine: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = words
        if mine:
            self.fields["proof"].required = True
            self.fields["proof"].error_messages["required"] = _(
                "Choose the file that proves when the letter was presented."
            )
        else:
            del self.fields["proof"]

    def clean_proof(self) -> Any:
        """Too large a file is refused before it is read."""
        proof = self.cleaned_data.get("proof")
        if proof and proof.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 5 MB."))
        return proof
