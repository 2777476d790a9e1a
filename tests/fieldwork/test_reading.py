"""The pages on which reports are read: to each reader the head and what is theirs, and what they may do with it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from portage.core.models import Entry
from portage.fieldwork.actions.correcting import correct_head, correct_section
from portage.fieldwork.actions.drafts import keep_draft
from portage.fieldwork.actions.following import acknowledge, remark
from portage.fieldwork.models import Acknowledgement, ActionEvent, Remark, Section
from tests.cast import by, make_cast
from tests.contracts.door import on, text
from tests.fieldwork.visits import NOON, customer_of, filed, running, section_of, told
from tests.pages import answers, browse, same_as_absent

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
LIST, OWN_LIST = reverse("fieldwork:reports"), reverse("fieldwork:sections")


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2024-04-11")
    return make_cast()


def of(section, name: str = "section") -> str:
    return reverse(f"fieldwork:{name}", args=[section.pk])


def test_both_parties_read_the_section_and_nobody_else_finds_it(cast):
    section = section_of(cast, running(cast), note="They will move.")
    page = text(browse(cast.director).get(of(section)))
    for said in (
        "Kosmetyka Wisła, Toruń",
        "A. Kowalska, purchasing",
        "Aromatika Nord",
        "EUR 14.20 per kg",
        "Send 2 kg",
    ):
        assert said in page
    assert "They will move" not in page
    readers = [cast.director, cast.sales_engineer, cast.subsidiary_manager, cast.manager, cast.auditor]
    assert set(answers(of(section), readers).values()) == {200}
    for stranger in (cast.rival_director, cast.lone_director, cast.rival_manager, cast.sister_manager):
        assert same_as_absent(browse(stranger), of(section), reverse("fieldwork:section", args=[uuid4()]))


def test_the_report_is_read_by_the_subsidiary_and_its_group_alone(cast):
    contract = running(cast)
    sections = [told(contract), told(None, actions=(), needs="Solvents, two tonnes.")]
    report = filed(cast, customer_of(cast), contract, sections=sections, note="They will move.").reports[0]
    for member in (cast.sales_engineer, cast.manager, cast.auditor):
        page = text(browse(member).get(of(report, "report")))
        for said in ("Lemon note without phthalates", "Solvents, two tonnes.", "They will move.", "Arômes du Val"):
            assert said in page
    for stranger in (cast.director, cast.rival_director, cast.sister_manager, cast.rival_manager):
        assert same_as_absent(browse(stranger), of(report, "report"), reverse("fieldwork:report", args=[uuid4()]))


def test_the_visit_book_tells_to_whom_each_report_speaks_and_an_sme_is_led_to_its_own_list(cast):
    contract = running(cast)
    filed(cast, customer_of(cast), contract, sections=[told(contract), told(None, actions=())])
    filed(cast, customer_of(cast, "Laboratorium Borowina", city="Łódź"), note="Nobody was there.", sections=[])
    page = text(browse(cast.subsidiary_manager).get(LIST))
    assert "Arômes du Val, own products" in page
    assert "private note only" in page
    assert "Laboratorium" in text(browse(cast.manager).get(LIST, {"q": "borowina"}))
    assert "Kosmetyka" not in text(browse(cast.manager).get(LIST, {"q": "borowina"}))
    assert browse(cast.director).get(LIST).headers["Location"] == OWN_LIST
    for stranger in (cast.rival_director, cast.sister_manager, cast.rival_manager):
        assert "Wisła" not in text(browse(stranger).get(LIST, follow=True))


@pytest.mark.parametrize("narrowing", ["kind=call", "from_day=2024-04-11", "author={author}", "principal={rival}"])
def test_filters_narrow_the_visit_book(cast, narrowing):
    filed(cast, customer_of(cast), running(cast))
    facts = {"author": cast.subsidiary_manager.pk, "rival": cast.rival_sme.pk}
    page = text(browse(cast.manager).get(f"{LIST}?{narrowing.format(**facts)}"))
    assert "Wisła" not in page
    assert "Nothing answers these filters" in page


def test_a_draft_stands_above_the_list_of_its_author_alone(cast):
    customer = customer_of(cast)
    keep_draft(uuid4(), content={"head": {"customer": str(customer.pk)}}, seen=0, by=by(cast.sales_engineer), at=NOON)
    keep_draft(uuid4(), content={"head": {"customer": "?"}}, seen=0, by=by(cast.sales_engineer), at=NOON)
    page = text(browse(cast.sales_engineer).get(LIST))
    assert "Begun, not filed" in page
    assert "Kosmetyka Wisła" in page
    assert "Customer not chosen yet" in page
    assert "Begun, not filed" not in text(browse(cast.subsidiary_manager).get(LIST))


def test_an_sme_sees_first_what_it_has_not_acknowledged(cast):
    contract = running(cast)
    first = section_of(cast, contract)
    filed(cast, customer_of(cast, "Laboratorium Borowina", city="Łódź"), contract)
    acknowledge(first, by=by(cast.director), at=LATER)
    page = text(browse(cast.director).get(OWN_LIST))
    assert ("Borowina" in page, "Wisła" in page) == (True, False)
    assert "Not acknowledged 1" in page
    assert "Wisła" in text(browse(cast.director).get(OWN_LIST, {"view": "all"}))


@pytest.mark.parametrize("who", ["manager", "sales_engineer", "director"])
def test_lists_cost_as_much_with_fifty_reports_as_with_one(cast, who, django_assert_max_num_queries):
    contract, member = running(cast), getattr(cast, who)
    customer = customer_of(cast)
    filed(cast, customer, contract)
    client, address = browse(member), OWN_LIST if who == "director" else LIST
    client.get(address)
    with django_assert_max_num_queries(12) as first:
        client.get(address)
    for day in range(1, 9):
        filed(
            cast, customer, contract, visited_on=date(2024, 4, day), sections=[told(contract), told(None, actions=())]
        )
    with django_assert_max_num_queries(12) as then:
        client.get(address)
    assert len(then) == len(first)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_lists_leave_as_files_with_what_their_reader_sees(cast, form):
    section = section_of(cast, running(cast), note="They will move.")
    for member, name in ((cast.manager, "export_reports"), (cast.director, "export_sections")):
        response = browse(member).get(reverse(f"fieldwork:{name}", args=[form]))
        assert response.status_code == 200
        body = b"".join(response.streaming_content)
        if form == "csv":
            assert "Kosmetyka Wisła" in body.decode()
            assert "They will move" not in body.decode()
            assert (str(section.report_id) in body.decode(), section.reference in body.decode()) == (
                False,
                name == "export_sections",
            )
    assert browse(cast.manager).get(reverse("fieldwork:export_reports", args=["pdf"])).status_code == 404


def test_a_correction_is_read_as_what_was_struck_out_and_put_in_with_its_reason(cast):
    contract = running(cast)
    section = section_of(cast, contract)
    seen = replace(told(contract).competitors[0], price=told(contract).competitors[0].price + 1)
    new = told(contract, needs="Lemon note without phthalates, 500 kg a year.", competitors=(seen,))
    correct_section(section, told=new, reason="The invoice showed it.", seen=1, by=by(cast.sales_engineer), at=LATER)
    content = browse(cast.director).get(of(section)).content.decode()
    for piece in (
        "<del>400</del>",
        "<ins>500</ins>",
        "<del>EUR\xa014.20 per kg</del>",
        "<ins>EUR\xa015.20 per kg</ins>",
    ):
        assert piece in content
    page = text(browse(cast.director).get(of(section)))
    assert "Corrected by Tomek Wilk" in page
    assert "“The invoice showed it.”" in page
    assert "As first told" in page


def test_former_heads_are_read_by_every_reader(cast):
    contract = running(cast)
    section = section_of(cast, contract)
    right = customer_of(cast, "Laboratorium Borowina", city="Łódź")
    report, me = section.report, by(cast.sales_engineer)
    correct_head(report, customer=right, kind="call", visited_on=date(2024, 4, 9), place="", seen=0, by=me, at=LATER)
    for member, page in ((cast.director, of(section)), (cast.manager, of(report, "report"))):
        content = browse(member).get(page).content.decode()
        assert "<del>Visit</del>" in content
        assert "<ins>Call</ins>" in content
        assert "<del>Kosmetyka Wisła, Toruń, Poland</del>" in content


def test_what_was_told_before_of_the_same_customer_stands_beside(cast):
    contract = running(cast)
    customer = customer_of(cast)
    filed(
        cast,
        customer,
        contract,
        kind="call",
        visited_on=date(2024, 3, 29),
        sections=[told(contract, needs="A price list.")],
    )
    last = filed(cast, customer, contract).reports[0].sections.get()
    other = filed(cast, customer_of(cast, "Other"), contract, visited_on=date(2024, 3, 5)).reports[0].sections.get()
    page = text(browse(cast.director).get(of(last)))
    assert "Call, 29 March 2024" in page
    assert "A price list." in page
    assert "Nothing was told of this customer before" in text(browse(cast.director).get(of(other)))


def test_the_director_acknowledges_once_and_it_is_said_to_both(cast):
    section = section_of(cast, running(cast))
    address = of(section, "acknowledge_section")
    denied = answers(address, [cast.sales_engineer, cast.manager, cast.auditor], method="post")
    assert set(denied.values()) == {403}
    assert not Acknowledgement.objects.exists()
    client = browse(cast.director)
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    assert Acknowledgement.objects.count() == 1
    assert "Acknowledged by Diane Xavier" in text(browse(cast.sales_engineer).get(of(section)))


def test_the_parties_answer_each_other_and_what_is_refused_stays_typed(cast):
    section = section_of(cast, running(cast))
    address = of(section, "section_remarks")
    browse(cast.director).post(address, {"text": "CL-12 has carried none since v3."})
    refused = browse(cast.sales_engineer).post(address, {"text": "Please\u202e do."})
    assert refused.status_code == 422
    assert "Please" in refused.content.decode()
    assert Remark.objects.get().side == "principal"
    assert "CL-12 has carried none since v3." in text(browse(cast.sales_engineer).get(of(section)))
    assert browse(cast.auditor).post(address, {"text": "Hello"}).status_code == 403
    assert browse(cast.rival_director).post(address, {"text": "Hello"}).status_code == 404
    assert Remark.objects.count() == 1


def test_actions_are_asked_taken_moved_done_and_dropped_on_the_page(cast):
    section = section_of(cast, running(cast))
    client = browse(cast.director)
    client.post(of(section, "section_actions"), {"text": "Call A. Kowalska", "side": "agent", "due_on": "2024-04-20"})
    own, asked = section.actions.get(side="principal"), section.actions.get(side="agent")
    assert "asked of you" in text(client.get(of(section)))
    assert client.post(of(own, "take_action")).status_code == 302
    assert client.post(of(own, "move_action"), {"due_on": ""}).status_code == 422
    assert client.post(of(own, "move_action"), {"due_on": "2024-05-02"}).status_code == 302
    assert client.post(of(own, "finish_action")).status_code == 302
    assert client.post(of(asked, "finish_action")).status_code == 403
    agent = browse(cast.sales_engineer)
    assert agent.post(of(asked, "drop_action"), {"reason": ""}).status_code == 422
    assert agent.post(of(asked, "drop_action"), {"reason": "She has left."}).status_code == 302
    assert agent.post(of(asked, "take_action")).status_code == 409
    assert list(ActionEvent.objects.values_list("kind", flat=True).order_by("pk")) == [
        "taken",
        "moved",
        "done",
        "dropped",
    ]
    assert "She has left." in text(client.get(of(section)))


def test_who_only_reads_sees_no_button(cast):
    section = section_of(cast, running(cast))
    content = browse(cast.auditor).get(of(section)).content.decode()
    assert "/acknowledge/" not in content
    assert "/answer/" not in content
    assert "/correct/" not in content


def test_the_author_corrects_on_the_page_and_of_two_the_second_loses_nothing(cast):
    contract = running(cast)
    section, client = section_of(cast, contract), browse(cast.sales_engineer)
    address = of(section, "correct_section")
    form = client.get(address)
    assert "Lemon note without phthalates" in form.content.decode()
    sent = {
        "interest": "3", "needs": "500 kg a year.", "reason": "The invoice.", "seen": "1", "seen-TOTAL_FORMS": "1",
        "seen-INITIAL_FORMS": "1", "seen-0-name": "Aromatika Nord", "seen-0-product": "Lemon 2200", "seen-0-price": "14.80",
        "seen-0-currency": "EUR", "seen-0-unit": "kg",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    late = client.post(address, sent | {"needs": "600 kg a year."})
    assert late.status_code == 409
    page = late.content.decode()
    assert "600 kg a year." in page
    assert "The newest words, written meanwhile" in page
    assert section.accounts.count() == 2
    assert client.post(address, sent | {"needs": "600 kg a year.", "seen": "2"}).status_code == 302
    assert [one.needs for one in section.accounts.all()][1:] == ["500 kg a year.", "600 kg a year."]
    for member in (cast.director, cast.manager, cast.auditor):
        assert browse(member).post(address, sent | {"seen": "3"}).status_code == 403
    assert section.accounts.count() == 3


def test_the_groups_own_section_is_corrected_through_its_report(cast):
    report = filed(cast, customer_of(cast), sections=[told(None, actions=())]).reports[0]
    own = report.sections.get()
    address = of(own, "correct_section")
    sent = {"needs": "Solvents.", "reason": "Typed wrong.", "seen": "1"}
    assert browse(cast.director).get(address).status_code == 404
    assert browse(cast.sister_manager).get(address).status_code == 404
    assert browse(cast.director).get(of(own)).status_code == 404
    response = browse(cast.subsidiary_manager).post(address, sent)
    assert response.headers["Location"] == of(report, "report")
    assert own.accounts.last().needs == "Solvents."


def test_the_head_is_corrected_on_the_page_and_a_stale_one_is_told(cast):
    section = section_of(cast, running(cast))
    report, client = section.report, browse(cast.subsidiary_manager)
    address = of(report, "correct_report")
    sent = {
        "customer": str(report.customer_id),
        "kind": "call",
        "visited_on": "2024-04-09",
        "place": "Toruń",
        "seen": "0",
    }
    assert client.post(address, sent).status_code == 302
    late = client.post(address, sent | {"place": "Łódź"})
    assert late.status_code == 409
    assert "Somebody corrected it meanwhile: it now says Kosmetyka Wisła, call, 9 April 2024" in text(late)
    assert "Łódź" in late.content.decode()
    assert client.post(address, sent | {"seen": "1", "visited_on": "2031-01-01"}).status_code == 422
    assert browse(cast.director).post(address, sent).status_code == 404
    assert report.corrections.count() == 1


def test_a_section_is_printed_in_the_readers_language_with_an_arabic_name_and_what_people_typed_escaped(cast):
    from io import BytesIO

    from pypdf import PdfReader

    contract = running(cast)
    customer = customer_of(cast, "مصنع صابون البتراء", city="Amman")
    section = filed(cast, customer, contract, sections=[told(contract, needs="<b>400 kg</b> & more\n\nTwo lines.")])
    section = section.reports[0].sections.get()
    remark(section, text="<script>1</script>", by=by(cast.director), at=LATER)
    response = browse(cast.director).get(of(section, "print_section"))
    assert response.status_code == 200, response.content[:400]
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "<b>400 kg</b> & more" in read
    assert "<script>1</script>" in read
    assert any("\u0600" <= letter <= "\u06ff" or "\ufe70" <= letter <= "\ufeff" for letter in read)
    assert browse(cast.rival_director).get(of(section, "print_section")).status_code == 404


def test_a_reading_of_what_is_confidential_is_written_down_and_only_the_named_read(cast):
    named = [cast.manager, cast.counsel, cast.director, cast.sales_engineer, cast.subsidiary_manager]
    secret = running(cast, start={"confidential_to": named}, countries=["CZ"])
    report = filed(cast, customer_of(cast), secret).reports[0]
    section = report.sections.get()
    told_of = answers(of(section), [cast.director, cast.sales_engineer, cast.auditor, cast.rival_director])
    assert list(told_of.values()) == [200, 200, 404, 404]
    assert list(answers(of(report, "report"), [cast.sales_engineer, cast.auditor]).values()) == [200, 404]
    read = Entry.objects.filter(kind="network.read", scope_id=secret.pk)
    assert sorted(one.facts["door"] for one in read) == ["fieldwork:report", "fieldwork:section", "fieldwork:section"]


def test_a_report_of_an_open_contract_shows_nothing_of_the_confidential_one(cast):
    named = [cast.manager, cast.counsel, cast.director, cast.sales_engineer, cast.subsidiary_manager]
    open_one = running(cast)
    secret = running(cast, start={"confidential_to": named}, countries=["CZ"])
    first, second = filed(cast, customer_of(cast), open_one, secret).reports
    page = browse(cast.auditor).get(of(first, "report")).content.decode()
    assert str(second.pk) not in page
    assert Section.objects.get(contract=secret).reference not in page
