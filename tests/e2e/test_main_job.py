"""The main job as people do it: one contract from nothing, through its negotiation and its change, to its end.

Labels and buttons, nothing else. `life.py` says how each act is done.
"""

import hashlib
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from . import life
from .life import Someone
from .people import WHO, open_window, sign_in
from .server import Server
from .watch import Watch

MOST_SECONDS = 600  # minutes where others use the machine too; alone it takes one or two
People = dict[str, Someone]


@pytest.fixture
def people(browser: Browser, server: Server) -> Iterator[People]:
    """Those who take part, each at a browser."""
    there = {who: Someone(browser, server, who) for who in ("manager", "director", "counsel", "agent")}
    yield there
    for someone in there.values():
        someone.page.context.close()


def test_the_whole_life_of_a_contract(people: People, browser: Browser, server: Server, tmp_path: Path):
    began = time.monotonic()
    manager, director, agent = people["manager"], people["director"], people["agent"]
    reference = life.draft(manager)
    life.propose(manager)
    settle_an_article(manager, director)
    settle_the_rate(manager, director, reference)
    compare(director)
    for someone in (manager, director):
        life.clear(someone, reference)
    signed = bind(people, 3)
    stand_by_the_file(director, reference, signed, tmp_path / "contract.pdf")
    verify(browser, server, tmp_path / "contract.pdf")
    amend(people, reference)
    read_the_chain(director, reference)
    end(director, agent, reference)
    assert time.monotonic() - began < MOST_SECONDS
    for someone in people.values():
        assert someone.watch.elsewhere == []
        assert someone.watch.complaints == []
    not_for_a_rival(browser, server, director.visited)


def settle_an_article(manager: Someone, director: Someone) -> None:
    """Two rounds: the director's words, the manager's in their place, which the director accepts."""
    director.answer_what_waits("Approve version 1")
    director.follow("Negotiation")
    life.point(director, "Reports and visits")
    director.follow("Propose a change")
    life.propose_words(
        director,
        out="at least {{ reporting.meetings }} times",
        new="at least once",
        why="We are few.",
        button="Propose the change",
    )
    director.reads_redline(out="two times", new="once")
    director.said("waits for the other side")
    manager.answer_what_waits("Answer a proposal")
    manager.said("proposal of Isoreva, yours to answer")
    manager.said("We are few.")
    manager.reads_redline(out="two times", new="once")
    manager.follow("Propose something else")
    life.propose_words(
        manager, out="at least once", new="at least twice", why="Once is too few.", button="Propose this instead"
    )
    director.answer_what_waits("Answer a proposal")
    director.said("Once is too few.")
    director.reads_redline(out="two times", new="twice")
    director.press("Accept: Reports and visits")
    director.said("Accepted: version 2 holds it.")


def settle_the_rate(manager: Someone, director: Someone, reference: str) -> None:
    """A third round, on terms: one rate refused with its reason and a comment, another one accepted."""
    manager.open_contract(reference)
    manager.follow("Negotiate the text and the terms")
    life.point(manager, "Commission")
    life.propose_rate(manager, "8", "The market is far.")
    manager.reads_redline(out="6%", new="8%")
    director.answer_what_waits("Answer a proposal")
    director.reads_redline(out="6%", new="8%")
    life.comment(director, "Seven, and we sign this week.")
    life.refuse(director, "More than our margin bears.")
    manager.open_contract(reference)
    manager.follow("Negotiate the text and the terms")
    life.point(manager, "Commission")
    manager.said("Seven, and we sign this week.")
    manager.said(re.compile("Refused.*More than our margin bears."))
    life.propose_rate(manager, "7", "Agreed on seven.")
    director.answer_what_waits("Answer a proposal")
    director.reads_redline(out="6%", new="7%")
    director.press("Accept: Commission")
    director.said("Accepted: version 3 holds it.")
    director.said("Nothing is open: the version can be approved.")


def compare(director: Someone) -> None:
    """Everything since the first version, on one page, by its authors."""
    director.follow("Everything since the first version")
    expect(director.page.get_by_role("heading", level=1)).to_have_text("From version 1 to version 3")
    director.reads_redline(out="two times", new="twice")
    director.reads_redline(out="6%", new="7%")


def bind(people: People, number: int) -> str:
    """Approved by everybody, signed by both sides; the hash of the document that both were shown."""
    for who in ("director", "counsel", "manager"):
        life.approve(people[who], number)
    shown = life.sign(people["director"])
    assert life.sign(people["agent"]) == shown
    return shown


def stand_by_the_file(someone: Someone, reference: str, shown: str, kept: Path) -> None:
    """In force; the sealed file is the one whose hash was on the page, and the signed one begins with the whole of it."""
    someone.open_contract(reference)
    someone.said("In force")
    signed = someone.download(re.compile("agent contract", re.IGNORECASE))
    someone.follow("Signatures and evidence")
    sealed = someone.download(re.compile("Sealed by the platform"))
    assert hashlib.sha256(sealed).hexdigest() == shown
    assert signed.startswith(sealed)
    assert len(signed) > len(sealed)
    kept.write_bytes(signed)


def verify(browser: Browser, server: Server, file: Path) -> None:
    """Anybody, signed out: the file is intact and signed by both; with one byte changed it is not."""
    page = open_window(browser).new_page()
    watch = Watch(page, server.url)
    page.goto(server.url)
    page.get_by_role("link", name="Verify a document").click()
    told = life.verify(page, file)
    expect(told.get_by_role("heading", level=2).first).to_have_text("Intact. Signed by both parties.")
    for line in ("Seal of the platform", "Principal: ", "Agent: "):
        expect(told.get_by_role("listitem").filter(has_text=line).get_by_role("img", name="stands")).to_be_visible()
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    changed = file.with_name("changed.pdf")
    changed.write_bytes(content)
    told = life.verify(page, changed)
    expect(told.get_by_role("heading", level=2).first).to_have_text("Changed since it was sealed.")
    expect(told).to_contain_text("Do not rely on this file.")
    assert watch.elsewhere == []
    assert watch.complaints == []
    page.context.close()


def amend(people: People, reference: str) -> None:
    """Another rate from today on: started from the contract's page, then the way of a contract."""
    manager = people["manager"]
    manager.open_contract(reference)
    manager.follow("Amend the contract")
    manager.press("Start the amendment")
    manager.said("Amendment 1 is started, with what is agreed.")
    manager.follow("Commission")
    manager.page.get_by_label("Commission rate, %").fill("9")
    manager.press("Save and go on")
    expect(manager.page.get_by_role("heading", level=1)).to_have_text("Day of effect")
    manager.page.get_by_label("Takes effect on").fill(life.today().isoformat())
    manager.press("Save and go on")
    life.propose(manager, "Amendment")
    manager.said("What it changes")
    manager.reads_redline(out="7%", new="9%")
    bind(people, 1)


def read_the_chain(someone: Someone, reference: str) -> None:
    """The contract says its new rate, and still the words that were negotiated; its chain holds both papers and the
    consolidated text."""
    someone.open_contract(reference)
    someone.follow("Read version 4")
    someone.said("at least twice a year")
    someone.said("a commission of 9%")
    someone.open_contract(reference)
    someone.follow("One amendment")
    chain = someone.page.get_by_role("listitem")
    expect(chain.filter(has_text="Contract, version 3")).to_contain_text("signed")
    change = chain.filter(has_text="Amendment 1")
    expect(change).to_contain_text(life.told(life.today()))
    assert someone.download("consolidated text").startswith(b"%PDF")


def end(director: Someone, agent: Someone, reference: str) -> None:
    """Notice to the end of the first term; then both agree on an earlier day, and the page says what follows."""
    life.give_notice(director, reference)
    life.receive(agent)
    last = life.today() + timedelta(days=61)
    life.propose_end(agent, reference, last, "The line is sold.")
    life.accept_end(director, last)
    expect(director.page.locator(".binding-date")).to_contain_text(life.told(last))
    director.follow("What follows its end")
    director.said(f"Ends on {life.told(last)}")
    director.said("The agent's compensation")


def not_for_a_rival(browser: Browser, server: Server, visited: list[str]) -> None:
    """What the director saw of this contract does not exist for a competitor's director."""
    rival = open_window(browser).new_page()
    sign_in(rival, server.url, WHO["rival"])
    own = {address for address in visited if re.search(r"/contracts/.*[0-9a-f]{8}-", address)}
    assert len(own) >= 12
    for address in sorted(own):
        assert rival.request.get(address).status == 404, address
    rival.context.close()
