"""What a text cites, by address or reference; each reader sees of it what they may see, and an address becomes a name or nothing."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.core import markdown, references
from portage.forum.pages.threads import drawn, excerpt
from portage.forum.queries.citing import cited_by, seen_of
from portage.forum.rules.citing import cited, readable
from portage.forum.rules.verbs import MOST_CITED
from portage.network import access
from tests.cast import by, make_cast
from tests.fieldwork.visits import running, section_of
from tests.forum.talking import between_agencies, started

ONE, TWO = UUID(int=1), UUID(int=2)
PC = references.make("PC")
PIECES = st.sampled_from(
    [f"/products/{ONE}/", f"https://a.test:80/contracts/{TWO}", PC, f"x{PC}", "", "(", ")", "/", "é", "PC-"]
)


def test_addresses_and_references_are_cited_in_the_order_of_the_text():
    text = (
        f"See https://portage.test/contracts/{TWO}/ and /products/{ONE}/, {PC}, PC-000000-X and /products/{ONE}/ again."
    )
    assert cited(text) == [("contracts", TWO), ("products", ONE), ("reference", PC)]
    assert cited(f"/customers/{ONE}/ /products/{str(ONE)[:-1]}/ x{PC}") == []


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_an_address_that_stands_alone_is_a_name_or_nothing(text):
    told = readable(text, {ONE: ("Wool [*1*]", "https://a.test/p"), PC: ("C", "https://a.test/c")})
    words = text.split(" ")
    assert str(ONE) not in told
    assert told.count("[…]") == words.count(f"https://a.test:80/contracts/{TWO}")
    assert told.count("](https://a.test/p)") == words.count(f"/products/{ONE}/")
    assert told.count(f"[{PC}](https://a.test/c)") == words.count(PC)


def test_a_name_stands_as_it_is_whatever_signs_it_holds():
    html = markdown.block(readable(f"/products/{ONE}/", {ONE: ("Wool [*1*] <b>", "https://a.test/p")}))
    assert ">Wool [*1*] &lt;b&gt;</a>" in html


def test_words_without_anything_cited_stay_as_they_are():
    assert readable("a/b PC- and (c)", {}) == "a/b PC- and (c)"
    assert (
        readable(f"[the sheet](https://a.test/products/{ONE}/)", {}) == f"[the sheet](https://a.test/products/{ONE}/)"
    )


@pytest.mark.django_db
def test_one_cites_what_one_sees_and_each_reader_sees_their_own():
    cast = make_cast()
    contract, space = running(cast), between_agencies(cast)
    report = section_of(cast, contract).report
    text = f"/products/{cast.products[0].pk}/ {contract.reference} /reports/{report.pk}/ /contracts/{uuid4()}/"

    def seen_by(member):
        return access.act(member.person, member).person

    assert cited_by(seen_by(cast.manager), text) == [cast.products[0], contract, report]
    assert cited_by(seen_by(cast.rival_manager), text) == []
    assert cited_by(seen_by(cast.sister_manager), text) == []
    thread = started(cast, space, text, who=cast.manager, cites=[cast.products[0], contract, report])
    post = thread.messages.get()
    seen = {name: [kind for kind, _thing in seen_of(seen_by(getattr(cast, name)), [post.pk]).get(post.pk, [])]
            for name in ("manager", "sales_engineer", "sister_manager", "auditor")}  # fmt: skip
    assert seen == {
        "manager": ["product", "contract", "report"], "sales_engineer": ["contract", "report"], "sister_manager": [],
        "auditor": ["product", "contract", "report"],
    }  # fmt: skip
    for member, shown in ((cast.manager, 3), (cast.sister_manager, 0)):
        of = seen_of(seen_by(member), [post.pk]).get(post.pk, [])
        html = drawn(post.text, of)
        assert html.count("<a href") == shown
        assert (str(report.pk) in html) == bool(shown)
    assert excerpt(post.text) == f"[…] {contract.reference} […] […]"


@pytest.mark.django_db
def test_a_text_of_a_hundred_addresses_cites_the_first_few():
    cast = make_cast()
    by(cast.manager)
    text = " ".join(f"/products/{uuid4()}/" for _number in range(100)) + f" /products/{cast.products[0].pk}/"
    assert cited_by(cast.manager.person, text) == []
    assert (
        len(cited_by(cast.manager.person, " ".join(f"/products/{one.pk}/" for one in cast.products * 9))) <= MOST_CITED
    )
