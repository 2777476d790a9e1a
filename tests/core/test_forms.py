"""One look for every form: errors beside the field and in a summary, what was typed stays."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from portage.core.forms import DayField, tell
from portage.core.refusals import Invalid, Refused, Several


class Sample(forms.Form):
    name = forms.CharField(help_text="As in its register.")
    remarks = forms.CharField(required=False, widget=forms.Textarea)
    law = forms.ChoiceField(choices=[("FR", "French"), ("DE", "German")])
    ways = forms.MultipleChoiceField(choices=[("p", "platform"), ("l", "letter")], widget=forms.CheckboxSelectMultiple)
    first_day = DayField()
    agreed = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_an_error_stands_beside_its_field_and_in_the_summary():
    drawn = str(Sample({"name": "", "law": "FR", "ways": ["p"], "first_day": "2026-11-21", "agreed": "on"}))
    assert 'href="#id_name"' in drawn
    assert 'id="id_name_error"' in drawn
    field = re.search(r"<input[^>]*name=\"name\"[^>]*>", drawn)[0]
    assert 'aria-invalid="true"' in field
    assert "id_name_helptext id_name_error" in field
    assert "is-invalid" in field
    assert "data-focus" in drawn
    assert "One thing must be put right." in drawn


def test_what_was_typed_stays():
    drawn = str(Sample({"name": "Tanins <Cévenols>", "remarks": "long text", "ways": ["l"]}))
    assert 'value="Tanins &lt;Cévenols&gt;"' in drawn
    assert "long text" in drawn
    assert re.search(r'value="l"[^>]*checked', drawn)


def test_a_form_without_errors_has_no_summary():
    assert "data-focus" not in str(Sample())


def test_every_input_has_a_label_or_a_legend():
    drawn = str(Sample())
    for name in ("name", "remarks", "law", "first_day", "agreed"):
        assert f'<label for="id_{name}">' in drawn
    assert "<legend>Ways" in drawn
    assert "(optional)" in re.search(r'<label for="id_remarks">.*?</label>', drawn)[0]


def test_a_box_that_binds_is_never_ticked_beforehand():
    drawn = render_to_string(
        "core/_confirm.html", {"form": Sample(), "verb": "Give notice", "consequences": ["It ends."]}
    )
    assert "checked" not in drawn
    assert drawn.count("btn-primary") == 1


def test_a_day_speaks_iso_in_every_language():
    form = Sample({"first_day": "2026-11-21"})
    assert 'type="date"' in str(form["first_day"])
    assert 'value="2026-11-21"' in str(form["first_day"])


@pytest.mark.parametrize(("field", "at"), [("name", "name"), ("elsewhere", "__all__"), ("", "__all__")])
def test_a_refusal_of_a_verb_is_told_at_its_field(field, at):
    form = Sample({"name": "x", "law": "FR", "ways": ["p"], "first_day": "2026-11-21", "agreed": "on"})
    assert form.is_valid()
    tell(form, Several([Invalid("one", "This cannot be.", field=field, rule="art. 9")]))
    assert form.errors[at] == ["This cannot be. (art. 9)"]


def test_a_single_refusal_is_told_too():
    form = Sample({})
    tell(form, Refused("late", "Too late."))
    assert "Too late." in str(form)
