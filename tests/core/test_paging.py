"""Keyset pages give each row once, in order, forward and backward, with empty values and ties."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portage.core.lists import paging
from portage.core.models import Entry
from portage.core.refusals import Invalid
from portage.network.models import Organisation

ORDERS = [("employees", "pk"), ("-employees", "pk"), ("name", "-employees", "pk"), ("parent__name", "-pk")]


def load(rows):
    group = Organisation.objects.create(kind="carrier_group", name="Group", country="FR")
    Organisation.objects.bulk_create(
        Organisation(
            kind="carried_sme", name=name, employees=employees, country="FR", parent=group if with_parent else None
        )
        for name, employees, with_parent in rows
    )
    return Organisation.objects.exclude(pk=group.pk)


def walk(queryset, order, size, **start):
    """Every page from the first (or, with last=1, from the last), following the cursors."""
    pages, params = [], start
    while True:
        page = paging.read(queryset, params, order=order, size=size)
        pages.append(page)
        cursor = page.before if "last" in start else page.after
        if not cursor:
            return pages
        params = {"before": cursor} if "last" in start else {"after": cursor}


class Pages(TestCase):
    @given(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 3)), st.booleans()), max_size=17
        ),
        st.sampled_from(ORDERS),
        st.integers(1, 6),
    )
    def test_following_the_cursors_gives_each_row_once_in_both_directions(self, rows, order, size):
        queryset = load(rows).select_related("parent")
        whole = list(queryset.order_by(*(paging.Key.of(key).sorted(backward=False, nullable=True) for key in order)))
        forward = walk(queryset, order, size)
        backward = walk(queryset, order, size, last="1")
        assert [row for page in forward for row in page] == whole
        assert [row for page in reversed(backward) for row in page] == whole
        numbers = [page.start for page in forward if page.rows]
        assert numbers == list(range(1, len(whole) + 1, size))


@pytest.mark.django_db
def test_rows_of_one_millisecond_are_not_left_out():
    start = datetime(2026, 11, 21, 9, tzinfo=UTC)
    at = [start + timedelta(microseconds=n // 2) for n in range(9)]
    Entry.objects.bulk_create(Entry(at=one, kind="tests.seen", scope_kind="tests", scope_id=uuid4()) for one in at)
    for order in (("-at", "-pk"), ("at", "pk")):
        for start_at in ({}, {"last": "1"}):
            pages = walk(Entry.objects.all(), order, 2, **start_at)
            assert len({row.pk for page in pages for row in page}) == 9


@pytest.mark.django_db
def test_a_page_says_where_it_stands_and_keeps_the_filters():
    queryset = load([("a", None, False)] * 5)
    request = RequestFactory().get("/list/", {"country": "FR", "after": "old"})
    page = paging.read(queryset, QueryDict(), order=("name", "pk"), size=2)
    links = page.links(request)
    assert links["says"] == "1 to 2 of 5"
    assert links["first"] == "/list/?country=FR"
    assert links["next"].startswith("/list/?country=FR&after=")
    assert links["previous"] == ""
    assert links["last"] == "/list/?country=FR&last=1"


@pytest.mark.django_db
def test_counts_stop_at_the_cap():
    queryset = load([("a", None, False)] * 5)
    with patch.object(paging, "MOST", 3):
        page = paging.read(queryset, {}, order=("pk",), size=2)
        assert page.says() == "1 to 2 of more than 3"
        assert paging.read(queryset, {"last": "1"}, order=("pk",), size=2).start is None


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsIngiXQ", "bnVsbA", "WzEsIlx1MDAwMCJd", "é", "WyJ4IiwieCJd"])
def test_a_cursor_that_no_page_gave_is_refused(cursor):
    with pytest.raises(Invalid):
        paging.read(Organisation.objects.all(), {"after": cursor}, order=("pk",))


@pytest.mark.django_db
def test_a_page_costs_two_queries(django_assert_num_queries):
    queryset = load([("a", None, False)] * 30)
    with django_assert_num_queries(2):
        paging.read(queryset, {}, order=("name", "pk"), size=10)
