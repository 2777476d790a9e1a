"""One look for every form: labels above, errors beside the field and in a summary, what was typed stays."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from ..refusals import Refused, Several


class Renderer(TemplatesSetting):
    """The renderer of all forms (FORM_RENDERER)."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class DayInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A calendar day."""

    widget = DayInput


CLASSES = {"checkbox": "form-check-input", "select": "form-select", "hidden": "", "radio": "", "range": "form-range"}
SEVERAL = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def widget(field: forms.BoundField, **attrs: str | bool) -> SafeString:
    """`{% widget form.name %}`: the input with the class of its kind; extra attributes by keyword."""
    inner = field.field.widget
    if isinstance(inner, SEVERAL):
        return field.as_widget(attrs=attrs)
    kind = "select" if isinstance(inner, forms.Select) else getattr(inner, "input_type", "")
    names = [inner.attrs.get("class", ""), CLASSES.get(kind, "form-control"), "is-invalid" if field.errors else ""]
    css = " ".join(name for name in names if name)
    named = {name.replace("_", "-"): value for name, value in attrs.items()}
    return field.as_widget(attrs={**({"class": css} if css else {}), **named})


def tell(form: forms.BaseForm, refusal: Refused) -> None:
    """Show what a verb refused in the form that asked: beside its field when it names one, else at the top."""
    for one in refusal.refusals if isinstance(refusal, Several) else [refusal]:
        message = f"{one.message} ({one.rule})" if one.rule else str(one.message)
        form.add_error(one.field if one.field in form.fields else None, message)


class Answered:
    """What `submit` leaves on a form: the status to answer, and what the verb returned."""

    status: int = 200
    done: Any = None


def submit(request: HttpRequest, form: Any, verb: Callable[[Mapping[str, Any]], Any]) -> bool:
    """Whether `verb`, called with what `form` cleaned, was done; `form.done` is then what it returned.

    Refused, the form shows why beside its fields, keeps what was typed, and `form.status` is the status to answer:

        if submit(request, form, lambda given: add_customer(..., **given)):
            return redirect(form.done)
        return render(request, template, {"form": form}, status=form.status)
    """
    form.status = 200
    if request.method != "POST":
        return False
    if not form.is_valid():
        form.status = 422
        return False
    try:
        with transaction.atomic():
            form.done = verb(form.cleaned_data)
    except Refused as refusal:
        tell(form, refusal)
        form.status = refusal.status
        return False
    except ValidationError as error:
        tell_fields(form, error)
        form.status = 422
        return False
    return True


def tell_fields(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what a model's own checks found; what belongs to no field of the form goes to the top."""
    found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in found.items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)
