"""Forms of a model's working copy: one article in every language, a new article, the languages, whole texts, a preview."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.documents.data import INDEFINITE, RENEWABLE
from contracts.documents.options import Needs
from contracts.documents.words import in_order
from portage.core import words
from portage.core.forms import Answered

from ..models import ModelVersion, WorkingArticle, WorkingCopy
from ..queries.working import words_of
from ..words.models import OPTIONS
from .models import TEXT

TEMPERS = [("negotiable", _("negotiable")), ("fixed", _("fixed"))]
CONDITIONS = [("", _("always")), *OPTIONS.items()]
AREA = {"rows": 12, "class": "source", "spellcheck": "true", "autocomplete": "off", "data-placeholders": "names"}


def name_of(tag: str) -> str:
    """The language's name, as a label."""
    return words.language(tag).capitalize()


class ArticleForm(Answered, forms.Form):
    """Title and text of one article in each language, and its marks. `edition` is the one that the person saw.

    `over` is the edition whose words they have seen and mean to replace.
    """

    temper = forms.ChoiceField(label=_("The article is"), choices=TEMPERS)
    only_if = forms.ChoiceField(label=_("Printed"), choices=CONDITIONS, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "edition"}), min_value=0)
    over = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def __init__(self, row: WorkingArticle, data: Any = None) -> None:
        temper = "negotiable" if row.negotiable else "fixed"
        super().__init__(data, initial={"temper": temper, "only_if": row.only_if, "edition": row.edition})
        self.tags = in_order(row.copy.languages)
        for tag in self.tags:
            said = words_of(row, tag)
            self.fields[f"title_{tag}"] = forms.CharField(
                label=_("Title"), initial=said["title"], required=False,
                widget=forms.TextInput(attrs={"lang": tag, "autocomplete": "off", "data-placeholders": "names"}),
            )  # fmt: skip
            self.fields[f"text_{tag}"] = forms.CharField(
                label=_("Text"), initial=said["text"], required=False, strip=False,
                widget=forms.Textarea(attrs={**AREA, "lang": tag}),
            )  # fmt: skip

    def could_be_read(self) -> bool:
        """Whether all of what was sent could be read, though the verb may have refused it since."""
        names = ["temper", "edition", *(f"{kind}_{tag}" for tag in self.tags for kind in ("title", "text"))]
        return self.is_bound and all(name in self.cleaned_data for name in names)

    def given(self) -> dict[str, Any]:
        """As `save_article` takes it."""
        typed = {"over": None, "only_if": "", **self.cleaned_data}
        return {
            "edition": typed["over"] if typed["over"] is not None else typed["edition"],
            "texts": {tag: {"title": typed[f"title_{tag}"], "text": typed[f"text_{tag}"]} for tag in self.tags},
            "negotiable": typed["temper"] == "negotiable",
            "only_if": typed["only_if"],
        }

    def sides(self) -> list[tuple[str, str, Any, Any]]:
        """(tag, language, title field, text field), side by side."""
        return [(tag, name_of(tag), self[f"title_{tag}"], self[f"text_{tag}"]) for tag in self.tags]


class AddForm(Answered, forms.Form):
    """A new article."""

    key = forms.CharField(
        label=_("Key"),
        max_length=41,
        help_text=_("Small letters, digits and _, for good: {{ ref.key }} gives the article's number."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    after = forms.ChoiceField(label=_("Behind"), required=False)

    def __init__(self, copy: WorkingCopy, rows: Sequence[WorkingArticle], data: Any = None) -> None:
        super().__init__(data)
        self.tags = in_order(copy.languages)
        for tag in self.tags:
            label = words.mark(":").join([str(_("Title")), name_of(tag)])
            self.fields[f"title_{tag}"] = forms.CharField(label=label, max_length=200, required=False)
        of = [(row.key, f"{n}. {words_of(row, self.tags[0])['title'] or row.key}") for n, row in enumerate(rows, 1)]
        self.fields["after"].choices = [("", _("the last one")), *of]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "key": typed["key"], "after": typed["after"], "titles": {tag: typed[f"title_{tag}"] for tag in self.tags},
        }  # fmt: skip


class LanguagesForm(Answered, forms.Form):
    """Which languages a model is in, and which prevails."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    prevailing = forms.ChoiceField(label=_("Prevailing language"))

    def __init__(self, copy: WorkingCopy, data: Any = None) -> None:
        super().__init__(data, initial={"languages": copy.languages, "prevailing": copy.prevailing})
        named = [(tag, name_of(tag)) for tag in ("fr", "en")]
        self.fields["languages"].choices = self.fields["prevailing"].choices = named  # type: ignore[attr-defined]


class BringForm(Answered, forms.Form):
    """Whole texts in the format of files, one a language."""

    def __init__(self, texts: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        for tag in in_order(texts):
            area = forms.Textarea(attrs={**TEXT, "lang": tag})
            self.fields[tag] = forms.CharField(
                label=name_of(tag), initial=texts[tag], widget=area, max_length=400_000, strip=False
            )

    def texts(self) -> dict[str, str]:
        return {tag: text.replace("\r\n", "\n") for tag, text in self.cleaned_data.items()}


class RenameForm(Answered, forms.Form):
    """Name and purpose of a model."""

    name = forms.CharField(label=_("Name of your model"), max_length=120)
    purpose = forms.CharField(label=_("For what"), max_length=200, required=False)


class PreviewForm(forms.Form):
    """What the invented contract of a preview is."""

    language = forms.ChoiceField(label=_("Languages"), required=False)
    exclusive = forms.ChoiceField(
        label=_("Exclusivity"), required=False, choices=[("yes", _("agreed")), ("no", _("none"))]
    )
    nature = forms.ChoiceField(
        label=_("Nature"), required=False, choices=[(RENEWABLE, _("renewable")), (INDEFINITE, _("indefinite"))]
    )
    target = forms.ChoiceField(
        label=_("Sales target"), required=False, choices=[("no", _("none")), ("yes", _("agreed"))]
    )

    def __init__(self, tags: Sequence[str], data: Any) -> None:
        super().__init__(data)
        self.tags = tuple(tags)
        each = [(tag, name_of(tag)) for tag in tags]
        both = [("both", _("side by side"))] if len(tags) > 1 else []
        self.fields["language"].choices = [*both, *each]  # type: ignore[attr-defined]

    def asked(self) -> tuple[tuple[str, ...], Needs]:
        """(languages, needs); what cannot be read is as at first."""
        self.is_valid()
        typed = self.cleaned_data
        tags = (typed["language"],) if typed.get("language") in self.tags else self.tags
        needs = Needs(
            exclusive=typed.get("exclusive") != "no",
            nature=typed.get("nature") or RENEWABLE,
            target=typed.get("target") == "yes",
            two_languages=len(tags) > 1,
        )
        return tags, needs


class CompareForm(forms.Form):
    """Two versions, by number; "working" is the working copy."""

    before = forms.ChoiceField(label=_("From"), required=False)
    after = forms.ChoiceField(label=_("To"), required=False)

    def __init__(self, versions: Sequence[ModelVersion], data: Any, *, working: bool) -> None:
        numbers = [version.number for version in versions]
        own = [("working", _("the working copy"))] if working else []
        named = [(str(n), _("Version %(number)s") % {"number": n}) for n in numbers]
        last = own[0][0] if own else str(numbers[0])
        first = str(numbers[0] if own or len(numbers) < 2 else numbers[1])
        super().__init__({"before": data.get("before") or first, "after": data.get("after") or last})
        self.fields["before"].choices = self.fields["after"].choices = [*own, *named]  # type: ignore[attr-defined]
