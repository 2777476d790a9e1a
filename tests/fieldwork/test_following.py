"""What follows a section: corrections that keep the first text, the thread, the acknowledgement, what was promised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portage.core.models import Message
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.fieldwork.actions.correcting import correct_head, correct_section
from portage.fieldwork.actions.following import (
    acknowledge,
    ask_action,
    drop_action,
    finish_action,
    move_action,
    remark,
    take_action,
)
from portage.fieldwork.models import Acknowledgement, ActionEvent, HeadCorrection, NextAction, Remark
from tests.cast import by, make_cast
from tests.fieldwork.visits import NEEDS, NOON, customer_of, filed, running, section_of, told

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def test_a_correction_keeps_the_first_text_and_says_why():
    cast = make_cast()
    contract = running(cast)
    section = section_of(cast, contract)
    new = told(contract, needs="500 kg a year.")
    correct_section(section, told=new, reason="The invoice showed 500.", seen=1, by=by(cast.sales_engineer), at=LATER)
    assert list(section.accounts.values_list("number", "needs", "reason")) == [
        (1, NEEDS, ""),
        (2, "500 kg a year.", "The invoice showed 500."),
    ]


def test_of_two_corrections_at_once_the_second_is_told():
    cast = make_cast()
    contract = running(cast)
    section, me = section_of(cast, contract), by(cast.sales_engineer)
    correct_section(section, told=told(contract, needs="500 kg."), reason="Invoice.", seen=1, by=me, at=LATER)
    with pytest.raises(Refused, match="already_corrected"):
        correct_section(section, told=told(contract, needs="600 kg."), reason="Phone.", seen=1, by=me, at=LATER)
    assert section.accounts.count() == 2


@pytest.mark.parametrize("who", ["director", "manager", "sister_manager"])
def test_only_the_author_or_the_manager_of_the_subsidiary_corrects(who):
    cast = make_cast()
    contract = running(cast)
    section = section_of(cast, contract)
    with pytest.raises(Forbidden):
        correct_section(section, told=told(contract), reason="No.", seen=1, by=by(getattr(cast, who)), at=LATER)
    assert section.accounts.count() == 1
    right, manager = told(contract, needs="500 kg."), by(cast.subsidiary_manager)
    correct_section(section, told=right, reason="Yes.", seen=1, by=manager, at=LATER)
    with pytest.raises(Refused, match="nothing_changed"):
        correct_section(section, told=right, reason="Again.", seen=2, by=manager, at=LATER)


def test_the_former_head_stays_to_be_read():
    cast = make_cast()
    contract = running(cast)
    first, second = customer_of(cast), customer_of(cast, "Laboratorium Borowina", city="Łódź")
    report, me = filed(cast, first, contract).reports[0], by(cast.sales_engineer)
    right = {"customer": second, "kind": "call", "visited_on": date(2024, 4, 9), "place": "Łódź"}
    correct_head(report, **right, seen=0, by=me, at=LATER)
    report.refresh_from_db()
    assert (report.customer, report.kind, report.visited_on) == (second, "call", date(2024, 4, 9))
    former = HeadCorrection.objects.get()
    assert (former.customer, former.kind, former.place) == (first, "visit", "Toruń")
    for again, code in ((0, "already_corrected"), (1, "nothing_changed")):
        with pytest.raises(Refused, match=code):
            correct_head(report, **right, seen=again, by=me, at=LATER)
    with pytest.raises(Invalid, match="in_the_future"):
        correct_head(report, **right | {"visited_on": date(2025, 1, 1)}, seen=1, by=me, at=LATER)


def test_the_sme_acknowledges_once_and_nobody_else_does():
    cast = make_cast()
    section = section_of(cast, running(cast))
    for member in (cast.sales_engineer, cast.manager, cast.rival_director):
        with pytest.raises(Forbidden):
            acknowledge(section, by=by(member), at=LATER)
    assert not Acknowledgement.objects.exists()
    acknowledge(section, by=by(cast.director), at=LATER)
    with pytest.raises(Refused, match="already_acknowledged"):
        acknowledge(section, by=by(cast.director), at=LATER)


def test_the_two_parties_talk_and_the_other_one_is_told():
    cast = make_cast()
    section = section_of(cast, running(cast))
    remark(section, text="CL-12 has carried no phthalates since v3.", by=by(cast.director), at=LATER)
    remark(section, text="Please certify it.", by=by(cast.sales_engineer), at=LATER + timedelta(minutes=1))
    assert list(Remark.objects.values_list("side", flat=True)) == ["principal", "agent"]
    told_of = Message.objects.filter(key__startswith="remark:").values_list("recipient__name", flat=True)
    assert set(told_of) == {"Tomek Wilk", "Diane Xavier"}
    for text, code in (("  ", "no_words"), ("x" * 6000, "too_many_characters"), ("a\u202eb", "unseen_character")):
        with pytest.raises(Invalid, match=code):
            remark(section, text=text, by=by(cast.director), at=LATER)
    with pytest.raises(Forbidden):
        remark(section, text="Hello", by=by(cast.rival_director), at=LATER)
    assert Remark.objects.count() == 2


def test_an_action_is_taken_moved_and_done_by_the_side_that_it_is_asked_of():
    cast = make_cast()
    section = section_of(cast, running(cast))
    action, me = section.actions.get(), by(cast.director)
    with pytest.raises(Forbidden, match="not_your_side"):
        finish_action(action, by=by(cast.sales_engineer), at=LATER)
    take_action(action, by=me, at=LATER)
    move_action(action, due_on=date(2024, 5, 2), by=me, at=LATER)
    finish_action(action, by=me, at=LATER)
    for verb, more in ((finish_action, {}), (take_action, {}), (drop_action, {"reason": "No."})):
        with pytest.raises(Refused, match="action_over"):
            verb(action, by=me, at=LATER, **more)
    assert list(ActionEvent.objects.values_list("kind", flat=True)) == ["taken", "moved", "done"]


def test_either_party_asks_for_an_action_and_one_that_is_dropped_says_why():
    cast = make_cast()
    section = section_of(cast, running(cast))
    asked = {"text": "Call A. Kowalska", "side": "agent", "due_on": date(2024, 4, 20)}
    action = ask_action(section, **asked, by=by(cast.director), at=LATER)
    with pytest.raises(Invalid, match="no_reason"):
        drop_action(action, reason=" ", by=by(cast.sales_engineer), at=LATER)
    drop_action(action, reason="She has left.", by=by(cast.sales_engineer), at=LATER)
    for wrong, code in (
        ({"due_on": date(2024, 4, 1)}, "action_too_late"),
        ({"text": ""}, "no_text"),
        ({"side": "x"}, "no_such_side"),
    ):
        with pytest.raises(Invalid, match=code):
            ask_action(section, **asked | wrong, by=by(cast.director), at=LATER)
    with pytest.raises(Forbidden):
        ask_action(section, **asked, by=by(cast.rival_director), at=LATER)
    assert NextAction.objects.count() == 2


def test_what_is_said_of_the_groups_own_products_is_no_party_s_to_answer():
    cast = make_cast()
    contract = running(cast)
    report = filed(cast, customer_of(cast), sections=[replace(told(contract), contract=None, actions=())]).reports[0]
    with pytest.raises(Forbidden, match="not_a_party"):
        remark(report.sections.get(), text="Hello", by=by(cast.manager), at=LATER)
