"""The pages of a negotiation: who reads what, what each side answers, what is kept while it is typed, what never leaks."""

import pytest
from django.core.exceptions import FieldError
from django.urls import reverse

from contracts.actions import comments, negotiation, unsent, versions
from contracts.documents.articles import source
from contracts.models import Answer, Comment, Proposal, Typing
from contracts.queries.waiting import waiting
from portage.core.models import Entry, Message
from portage.network import access
from tests.cast import AT, by, cleared, draft, make_cast
from tests.contracts.door import strangers, text, visitor

pytestmark = pytest.mark.django_db
SECRET = "Accepter jusqu'à sept pour cent"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def talks(cast):
    contract = draft(cast, law={"languages": "both"})
    versions.propose(contract, by=by(cast.manager), at=AT)
    contract.refresh_from_db()
    return contract


def at(name, contract, *more):
    return reverse(f"contracts:{name}", args=[contract.pk, *more])


def typed(contract, key="commission", *, base=0, more="", **over):
    rows = {tag: next(r for r in found if r["key"] == key) for tag, found in contract.versions.first().articles.items()}
    texts = {tag: source(row["paragraphs"]) + more for tag, row in rows.items()}
    return {**texts, "base": str(base), "reason": "", **over}


def proposed(cast, contract, who=None, more="\nPlus."):
    data = typed(contract, more=more)
    texts = {tag: data[tag] for tag in ("fr", "en")}
    return negotiation.propose_article(
        contract, key="commission", texts=texts, base=0, by=by(who or cast.director), at=AT
    )


def test_three_rounds_by_the_doors_then_approval(cast, talks):
    director, manager = visitor(cast.director), visitor(cast.manager)
    sent = director.post(
        at("propose_article", talks, "commission"), typed(talks, more="\nNouveau.", reason="Nos marges.")
    )
    assert sent.status_code == 302
    page = text(manager.get(at("negotiation", talks)))
    for told in ("20 points agreed", "1 open", "1 awaits your answer", "Nouveau.", "Nos marges.", "Diane Xavier"):
        assert told in page, told
    again = typed(talks, base=1, more="\nAutrement.")
    assert manager.post(at("propose_article", talks, "commission"), again).status_code == 302
    proposal = Proposal.objects.get(number=2)
    answer = {"proposal": str(proposal.pk), "answer": "accept"}
    assert manager.post(at("answer_point", talks, "commission"), answer).status_code == 409
    assert director.post(at("answer_point", talks, "commission"), answer).status_code == 302
    assert "Nothing is open" in text(director.get(at("negotiation", talks)))
    compared = text(director.get(at("compare", talks, 1, 2)))
    assert "Autrement." in compared
    assert "Proposed by Claire Roux, Orvane; accepted by Diane Xavier, Arômes du Val, version 2" in compared
    cleared(cast, talks)
    for who in (cast.manager, cast.counsel, cast.director):
        agreed = {"version": "2", "agree": "on"}
        assert visitor(who).post(at("version", talks, 2), agreed).status_code == 302
    talks.refresh_from_db()
    assert talks.status == "approved"
    assert director.get(at("negotiation", talks)).status_code == 200


def test_terms_are_proposed_by_the_step_that_types_them(cast, talks):
    page = visitor(cast.director).get(at("step", talks, "commission"))
    assert "What you send here is a proposal" in text(page)
    data = {"rate": "7", "event": "paid", "currency": "EUR", "statement_months": "3", "base": "0", "why": "Nos marges."}
    assert visitor(cast.director).post(at("step", talks, "commission"), data).status_code == 302
    told = visitor(cast.manager).get(at("point", talks, "terms-commission"))
    assert "Nos marges." in text(told)
    assert '<ins class="redline">7%</ins>' in told.content.decode()
    answer = {"proposal": str(Proposal.objects.get().pk), "answer": "accept"}
    assert visitor(cast.manager).post(at("answer_point", talks, "terms-commission"), answer).status_code == 302
    assert "7%" in text(visitor(cast.director).get(at("compare", talks, 1, 2)))


def test_two_who_type_at_once_lose_nothing(cast, talks):
    slow = visitor(cast.manager)
    assert slow.get(at("propose_article", talks, "commission")).status_code == 200
    visitor(cast.director).post(at("propose_article", talks, "commission"), typed(talks, more="\nPremier."))
    told = slow.post(at("propose_article", talks, "commission"), typed(talks, more="\nSecond."))
    assert told.status_code == 409
    for words in ("On the table now", "Premier.", "Your words", "Second.", "Nothing of yours is lost"):
        assert words in text(told), words
    assert Typing.objects.get().texts["fr"].endswith("Second.")
    data = typed(talks, base=told.context["form"]["base"].value(), more="\nSecond.")
    assert slow.post(at("propose_article", talks, "commission"), data).status_code == 302
    assert Answer.objects.get().kind == "countered"
    assert not Typing.objects.exists()


def test_what_is_typed_is_kept_for_its_author_alone(cast, talks):
    phone = visitor(cast.director)
    told = phone.post(at("keep_typing", talks, "notice"), {"fr": "À moitié {{", "base": "0"})
    assert "Kept for you" in text(told)
    assert "À moitié" in visitor(cast.director).get(at("propose_article", talks, "notice")).content.decode()
    for other in (cast.manager, cast.counsel):
        assert "À moitié" not in text(visitor(other).get(at("propose_article", talks, "notice")))
    assert "2 MB" not in text(phone.post(at("keep_typing", talks, "notice"), {"fr": "x" * 2_000_000, "base": "0"}))
    assert Typing.objects.get().texts["fr"] == "À moitié {{"
    phone.post(at("keep_typing", talks, "notice"), {"drop": "1"})
    assert not Typing.objects.exists()


def test_comments_of_one_side_reach_nothing_that_the_other_reads(cast, talks):
    Message.objects.all().delete()
    proposed(cast, talks)
    before = [_seen(cast.manager, talks), Entry.objects.count(), Message.objects.count()]
    own = comments.comment(talks, subject="commission", text=SECRET, audience="own", by=by(cast.director), at=AT)
    comments.correct(own, text=SECRET + ".", by=by(cast.director), at=AT)
    assert [_seen(cast.manager, talks), Entry.objects.count(), Message.objects.count()] == before
    assert SECRET in text(visitor(cast.director).get(at("point", talks, "commission")))
    with pytest.raises(FieldError):
        access.visible(cast.director.person, Comment.objects.all()).exists()
    for who in (cast.manager, cast.counsel, cast.auditor, cast.subsidiary_manager):
        assert "Accepter jusqu" not in "".join(_seen(who, talks))
    stolen = {"text": "Volé", "corrects": str(own.pk)}
    assert visitor(cast.manager).post(at("comment_point", talks, "commission"), stolen).status_code == 404


def _seen(who, contract):
    """Every page, file and answer of the API about the contract, as this person reads them."""
    client = visitor(who)
    pages = [
        at("contract", contract), at("journal", contract), at("negotiation", contract),
        *(at("point", contract, key) for key in ("commission", "terms-commission", "notice")),
        at("version", contract, 1), at("compare", contract, 1, 1), "/", "/contracts/",
        *(f"/api/v1/contracts/{contract.pk}/{end}" for end in ("", "negotiation/", "proposals/", "comments/", "versions/")),
    ]  # fmt: skip
    return [text(client.get(page)) for page in pages]


def test_a_comment_for_both_is_told_and_its_correction_keeps_the_former_words(cast, talks):
    sent = {"text": "Six pour cent convient.", "audience": "both"}
    assert visitor(cast.director).post(at("comment_point", talks, "confidentiality"), sent).status_code == 302
    first = Comment.objects.get()
    corrected = {"text": "Cinq pour cent convient.", "corrects": str(first.pk)}
    visitor(cast.director).post(at("comment_point", talks, "confidentiality"), corrected)
    page = text(visitor(cast.manager).get(at("point", talks, "confidentiality")))
    assert "Cinq pour cent convient." in page
    assert "Six pour cent convient." in page
    told = Message.objects.filter(kind="contracts.comment", recipient=cast.manager.person)
    assert told.count() == 1
    assert "cent" not in told.get().text
    assert "the model fixes this article" in page


def test_strangers_read_nothing_and_who_only_reads_answers_nothing(cast, talks):
    proposal = proposed(cast, talks)
    answer = {"proposal": str(proposal.pk), "answer": "accept"}
    for who in (*strangers(cast).values(), cast.former):
        for name, *more in (("negotiation",), ("point", "commission"), ("compare", 1, 1), ("redline", 1, 1)):
            assert visitor(who).get(at(name, talks, *more)).status_code in {404, 302}
        assert visitor(who).post(at("answer_point", talks, "commission"), answer).status_code in {404, 302}
    assert visitor(cast.auditor).get(at("negotiation", talks)).status_code == 200
    assert visitor(cast.auditor).post(at("answer_point", talks, "commission"), answer).status_code == 403
    assert not Answer.objects.exists()


def test_an_open_point_waits_for_the_side_that_answers(cast, talks):
    cleared(cast, talks)
    proposed(cast, talks)

    def reasons(who):
        return [row.reason for row in waiting(access.act(who.person, who), today=AT.date())]

    assert reasons(cast.manager) == ["answer"]
    assert reasons(cast.director) == []
    assert "Answer a proposal" in text(visitor(cast.manager).get("/"))


def test_the_redline_is_printed_in_both_languages_with_its_authors(cast, talks):
    negotiation.accept(proposed(cast, talks), by=by(cast.manager), at=AT)
    comments.comment(talks, subject="commission", text=SECRET, audience="own", by=by(cast.director), at=AT)
    from contracts.pages import compare
    from contracts.queries import negotiation as queries

    older, newer = talks.versions.get(number=1), talks.versions.get(number=2)
    html = compare.paper(talks, older, newer, compare.authors(talks, queries.proposals(talks), 1, 2))
    assert html.count("<ins>Plus.</ins>") == 2
    assert "Proposé par Diane Xavier, Arômes du Val" in html
    assert "Proposed by Diane Xavier, Arômes du Val; accepted by Claire Roux, Orvane, version 2" in html
    assert SECRET not in html
    assert "Confidentialité et marques" not in html


def test_the_page_says_what_came_of_an_unsent_text_that_lost_its_place(cast, talks):
    unsent.keep(talks, subject="commission", texts={"fr": "Mien.", "en": "Mine."}, base=0, by=by(cast.manager), at=AT)
    proposed(cast, talks)
    page = text(visitor(cast.manager).get(at("propose_article", talks, "commission")))
    assert "Nothing of yours is lost" in page
    assert "Mien." in page


def test_a_program_does_what_the_pages_do(cast, talks):
    api = f"/api/v1/contracts/{talks.pk}/"
    director, manager = visitor(cast.director), visitor(cast.manager)

    def send(client, end, **given):
        return client.post(api + end, given, content_type="application/json")

    read = next(p for p in director.get(f"{api}negotiation/").json()["points"] if p["subject"] == "notice")
    texts = {tag: "\n".join([*found, "Plus."]) for tag, found in read["texts"].items()}
    made = send(director, "proposals/", subject="notice", base=read["moves"], texts=texts)
    assert (made.status_code, made.json()["side"]) == (201, "principal")
    late = send(manager, "proposals/", subject="notice", base=0, texts=texts)
    assert (late.status_code, late.json()["code"]) == (409, "moved")
    done = send(manager, "answer/", proposal=made.json()["id"], answer="accept")
    assert done.json()["answer"]["version"] == 2
    rates = {"rate": "0.07", "event": "paid", "currency": "EUR", "statement_months": 3}
    terms = send(manager, "proposals/", subject="terms-commission", base=0, terms=rates)
    assert [(c["before"], c["after"]) for c in terms.json()["terms"]] == [("6%", "7%")]
    assert send(director, "answer/", proposal=terms.json()["id"], answer="refuse").status_code == 422
    told = director.get(f"{api}versions/1/compare/2/").json()
    assert [(a["key"], a["kind"]) for a in told["articles"]] == [("notice", "changed")]
    assert told["authors"][0]["proposed_by"].startswith("Diane Xavier")
    said = send(director, "comments/", subject="notice", text="Bien.", audience="both")
    assert said.status_code == 201
    assert [c["text"] for c in manager.get(f"{api}comments/").json()] == ["Bien."]
