"""Forms of counsel: the text of a model by language, and the name of a copy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.documents.words import in_order
from portage.core import words
from portage.core.forms import Answered

TEXT = {"rows": 28, "class": "source", "spellcheck": "true"}


class PublishForm(Answered, forms.Form):
    """One text a language, in the format of articles."""

    def __init__(self, texts: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        for tag in in_order(texts):
            area = forms.Textarea(attrs={**TEXT, "lang": tag})
            label = words.language(tag).capitalize()
            self.fields[tag] = forms.CharField(
                label=label, initial=texts[tag], widget=area, max_length=200_000, strip=False
            )

    def texts(self) -> dict[str, str]:
        """As typed, with the line ends that files have."""
        return {tag: text.replace("\r\n", "\n") for tag, text in self.cleaned_data.items()}


class DuplicateForm(Answered, forms.Form):
    name = forms.CharField(label=_("Name of your model"), max_length=120)
    purpose = forms.CharField(
        label=_("For what"),
        max_length=200,
        required=False,
        help_text=_("For example: agents inside the European Union."),
    )
