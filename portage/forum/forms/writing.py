"""Shapes of what is typed in the forum: a thread, a post, the reason of a report or of a decision."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portage.core.forms import Answered
from portage.fieldwork.forms.orders import Keyed
from portage.needs.forms.asking import PhotosField

from ..models import Ruling
from ..rules.verbs import MOST_REASON, MOST_TEXT, MOST_TITLE

HELP = _("**bold**, *italic*, - list, > quote, [words](https://address). @ and a name speaks to a reader.")


def text_field(rows: int = 5, **options: Any) -> forms.CharField:
    options = {"label": _("Your post"), "help_text": HELP} | options
    return forms.CharField(max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ReplyForm(Keyed):
    """A post, what it quotes, and its files."""

    text = text_field()
    quotes = forms.IntegerField(required=False, widget=forms.HiddenInput)
    photos = PhotosField(label=_("Photos or PDFs"))

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.files = files or MultiValueDict()


class ThreadForm(ReplyForm):
    """The first post of a thread, and what the thread is about."""

    field_order = ("key", "title", "text", "photos")
    title = forms.CharField(
        label=_("What it is about"), max_length=MOST_TITLE, help_text=_("One line: a question, if it is one.")
    )


class EditForm(Answered, forms.Form):
    """Other words for a post."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = text_field(8)


class TitleForm(Answered, forms.Form):
    use_required_attribute = False
    title = forms.CharField(label=_("What it is about"), max_length=MOST_TITLE)


class SpaceForm(Answered, forms.Form):
    """A space between agencies."""

    use_required_attribute = False
    name = forms.CharField(label=pgettext_lazy("space", "Name"), max_length=80)
    about = forms.CharField(label=_("What it is for"), max_length=300, required=False)


class ReasonForm(Answered, forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Why"), max_length=MOST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class RulingForm(ReasonForm):
    """What becomes of a reported post: of a hidden one, that it is shown again."""

    def __init__(self, data: Any = None, *, hidden: bool, **options: Any) -> None:
        super().__init__(data, **options)
        kinds = (Ruling.Kind.SHOW, Ruling.Kind.KEEP) if hidden else (Ruling.Kind.HIDE, Ruling.Kind.KEEP)
        words = {"show": _("Show it again"), "hide": _("Hide it"), "keep": _("Leave it as it is")}
        self.fields["kind"] = forms.ChoiceField(
            label=_("What becomes of it"),
            choices=[(kind.value, words[kind.value]) for kind in kinds],
            widget=forms.RadioSelect,
        )
        self.order_fields(["kind", "reason"])


class MoveForm(Answered, forms.Form):
    """Another space of the same house."""

    use_required_attribute = False

    def __init__(self, spaces: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["space"] = forms.ChoiceField(label=_("To which space"), choices=spaces, widget=forms.RadioSelect)


class ModeratorForm(Answered, forms.Form):
    """Somebody who reads the space."""

    use_required_attribute = False

    def __init__(self, readers: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["membership"] = forms.ChoiceField(label=_("Who keeps order too"), choices=readers)
