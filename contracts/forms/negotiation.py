"""Forms of a negotiation: new words of an article by language, an answer, a comment. Their verbs say what can stand."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core import words
from portage.core.forms import Answered

from ..models import Comment
from ..rules.points import ACCEPT, REFUSE, WITHDRAW
from ..words.negotiation import AUDIENCES, REFUSALS

MOST = 20_000
REASON = _("Why (the other side reads it)")


class ArticleForm(Answered, forms.Form):
    """One text a language, one paragraph a line; the state that was read, and why."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(label=REASON, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, texts: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tags = list(texts)
        for tag, text in texts.items():
            rows = max(8, min(24, len(text) // 60 + 2))
            area = forms.Textarea(attrs={"rows": rows, "lang": tag, "spellcheck": "true", "class": "source"})
            label = words.language(tag).capitalize()
            self.fields[tag] = forms.CharField(label=label, initial=text, widget=area, max_length=MOST, strip=False)
        self.order_fields(["base", *self.tags, "reason"])

    def texts(self) -> dict[str, str]:
        """As typed, with the line ends that files have."""
        return {tag: self.cleaned_data[tag].replace("\r\n", "\n") for tag in self.tags}

    @property
    def areas(self) -> list[forms.BoundField]:
        return [self[tag] for tag in self.tags]


class AnswerForm(Answered, forms.Form):
    """Which proposal was read, and the answer to it: a refusal says why."""

    proposal = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[(one, one) for one in (ACCEPT, REFUSE, WITHDRAW)], widget=forms.HiddenInput)
    reason = forms.CharField(label=REASON, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = self.data.get("answer", REFUSE) == REFUSE
        reason.error_messages["required"] = str(REFUSALS["no_reason"])


class CommentForm(Answered, forms.Form):
    """Words and their readers; one's own side unless the other is chosen. `corrects`: the comment it says better, which keeps
    its readers."""

    text = forms.CharField(label=_("Comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))
    audience = forms.ChoiceField(label=_("Who reads it"), choices=list(AUDIENCES.items()), initial=Comment.Audience.OWN)
    corrects = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].required = "corrects" not in self.data
