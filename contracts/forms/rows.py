"""A form with a table of rows below it: reserved customers, rates that differ. An emptied row is left out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models

from portage.core.forms import Answered

from ..models import Contract

BLANK_ROWS = 2
MOST_ROWS = 100


def of(form: forms.BaseForm, name: str) -> Any:
    """A field of a form by its name, as what it is."""
    return form.fields[name]


class RowForm(forms.Form):
    """One row; all its fields empty, it does not count."""

    use_required_attribute = False

    def typed(self) -> dict[str, Any] | None:
        """What was typed in this row, None when it is empty."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}
        return given if any(value not in (None, "") for value in given.values()) else None


class StepForm(Answered, forms.Form):
    """One step of the guided creation: what is kept so far, and what the verb of the step is given.

    `row_form` names the rows' form, `rows_name` the key under which the verb receives them.
    """

    use_required_attribute = False
    row_form: type[RowForm] | None = None
    rows_name = ""

    def __init__(self, contract: Contract, person: Any, data: Mapping | None = None) -> None:
        self.contract, self.person = contract, person
        super().__init__(data, initial=self.kept())
        self.rows = self._formset(data) if self.row_form else None

    def kept(self) -> dict[str, Any]:
        """The values kept so far, by field."""
        raise NotImplementedError

    def kept_rows(self) -> list[Any]:
        return []

    def _formset(self, data: Mapping | None) -> forms.BaseFormSet:
        made = forms.formset_factory(
            self.row_form or RowForm, extra=BLANK_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
        )
        return made(
            data if data and "row-TOTAL_FORMS" in data else None,
            prefix="row",
            initial=self.kept_rows(),
            form_kwargs=self.row_options(),
        )

    def row_options(self) -> dict[str, Any]:
        return {}

    def is_valid(self) -> bool:
        """Both the form and its rows are read, so that everything wrong is told at once."""
        rows_valid = self.rows is None or not self.rows.is_bound or self.rows.is_valid()
        return super().is_valid() and rows_valid

    @property
    def is_wrong(self) -> bool:
        """Whether something typed cannot be right, rather than only not typed yet."""
        rows = self.rows.errors if self.rows and self.rows.is_bound else []
        found = [error for errors in self.errors.as_data().values() for error in errors]
        return any(rows) or any(error.code != "required" for error in found)

    def says_more(self) -> bool:
        """Whether what was typed, and is valid, differs from what is kept."""
        old = {name: plain(self.get_initial_for_field(field, name)) for name, field in self.fields.items()}
        new = {name: plain(self.cleaned_data.get(name)) for name in self.fields}
        return old != new or plain(self.typed_rows()) != plain(self.kept_rows())

    def typed_rows(self) -> list[dict[str, Any]]:
        """The rows that are not empty; those kept, when none came with the form."""
        if self.rows is None or not self.rows.is_bound:
            return self.kept_rows()
        return [typed for row in self.rows if (typed := row.typed())]

    def given(self) -> dict[str, Any]:
        """What the verb of this step is called with."""
        given = dict(self.cleaned_data)
        if self.rows_name:
            given[self.rows_name] = self.typed_rows()
        return given


def plain(value: Any) -> Any:
    """A value as it can be compared: rows of the database by their key, nothing typed as None."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | models.QuerySet):
        return [plain(item) for item in value]
    return None if value == "" else value
