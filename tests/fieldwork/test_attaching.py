"""Photos and documents come after their report, one by one, and each is kept once."""

from uuid import uuid4

import pytest

from portage.core import files
from portage.core.models import Entry
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.fieldwork.actions import attaching
from portage.fieldwork.actions.attaching import attach
from portage.fieldwork.models import ReportFile, SectionFile
from tests.cast import by, make_cast
from tests.core.test_photos import picture
from tests.fieldwork.visits import NOON, running, section_of

pytestmark = pytest.mark.django_db


def given(cast, to, **over):
    sent = {
        "key": uuid4(),
        "content": picture(),
        "name": "Shelf prices.HEIC",
        "by": by(cast.sales_engineer),
        "at": NOON,
    }
    return attach(to, **sent | over)


def test_a_photo_is_kept_small_with_its_section_and_another_with_the_report():
    cast = make_cast()
    section = section_of(cast, running(cast))
    one, two = given(cast, section), given(cast, section.report, name="../../etc/passwd")
    assert (one.file.name, one.file.media_type) == ("Shelf_prices.jpg", "image/jpeg")
    assert two.file.name == "passwd.jpg"
    assert files.read(one.file).startswith(b"\xff\xd8\xff")
    assert (SectionFile.objects.count(), ReportFile.objects.count()) == (1, 1)


def test_the_same_photo_sent_again_is_kept_once():
    cast = make_cast()
    section, key = section_of(cast, running(cast)), uuid4()
    first = given(cast, section, key=key)
    assert given(cast, section, key=key, content=picture(colour="red")) == first
    assert Entry.objects.filter(kind="fieldwork.file_attached").count() == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\x00", "file_wrong_type"),
        (b"%PDF-1.7 /OpenAction << /S /JavaScript >>", "file_active"),
        (b"%PDF-1.7 " + b"0" * 6_000_000, "file_too_large"),
        (picture()[:100], "file_damaged"),
    ],
)
def test_what_is_no_photo_nor_plain_pdf_is_refused(content, code):
    cast = make_cast()
    section = section_of(cast, running(cast))
    with pytest.raises(Invalid, match=code):
        given(cast, section, content=content)
    assert not SectionFile.objects.exists()


def test_a_plain_pdf_is_kept_as_it_is():
    cast = make_cast()
    section = section_of(cast, running(cast))
    assert files.read(given(cast, section, content=b"%PDF-1.7 a price list").file) == b"%PDF-1.7 a price list"


@pytest.mark.parametrize("who", ["director", "manager", "sister_manager"])
def test_only_who_tells_of_the_visit_adds_to_it(who):
    cast = make_cast()
    section = section_of(cast, running(cast))
    with pytest.raises(Forbidden):
        given(cast, section, by=by(getattr(cast, who)))
    assert not SectionFile.objects.exists()


def test_there_is_an_end_to_it(monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    cast = make_cast()
    section = section_of(cast, running(cast))
    given(cast, section)
    with pytest.raises(Refused, match="too_many_files"):
        given(cast, section)
    assert SectionFile.objects.count() == 1
