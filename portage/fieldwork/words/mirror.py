"""The attention mirror in words: the same on both sides, kind to both, and no grade."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from portage.core import words

from ..rules.mirror import Mirror
from .pages import time_spent

Words = str | Promise
# A gesture: what, why now, the button of who may do it.
GESTURES: Mapping[str, tuple[Words, Words, Words]] = {
    "order": (
        gettext_lazy("Answer the order of {customer}"),
        gettext_lazy("It is to be answered by {day}. A quick answer, even a no, lets {agent} go back to its customer."),
        gettext_lazy("Open the order"),
    ),
    "order_late": (
        gettext_lazy("Answer the order of {customer}"),
        gettext_lazy("Its day was {day}. Even now an answer, yes or no, lets {agent} go back to its customer."),
        gettext_lazy("Open the order"),
    ),
    "question": (
        gettext_lazy("Answer what {agent} wrote about {customer}"),
        gettext_lazy("It has waited since {day}. Who is answered asks again, and brings the answer to the customer."),
        gettext_lazy("Read and answer"),
    ),
    "action": (
        gettext_lazy("Do what was promised after the visit to {customer}"),
        gettext_lazy("“{text}”: its day was {day}. Done, or moved to a day that holds, it lets {agent} go on."),
        gettext_lazy("Look at it"),
    ),
    "section": (
        gettext_lazy("Read the report on {customer}"),
        gettext_lazy(
            "It came on {day}. Acknowledging it takes a moment, and tells its author that it was worth writing."
        ),
        gettext_lazy("Read and acknowledge"),
    ),
    "name": (
        gettext_lazy("Name {product} in {language}"),
        gettext_lazy("It has no name in a language of {country}, where {agent} shows it."),
        gettext_lazy("Open the product"),
    ),
    "silence": (
        gettext_lazy("Write a word to {agent}"),
        gettext_lazy(
            "Nothing has come from {principal} since {day}. What is new with its products, or a question about the last visit, is enough."
        ),
        gettext_lazy("Write to {agent}"),
    ),
}
NOTHING = gettext_lazy(
    "Nothing waits, and both sides were heard lately. The next gesture is told here when there is one."
)
OVER = gettext_lazy("The contract has ended: no gesture is proposed.")
# What is counted, as a row of the page: the side's own words.
DEEDS: Mapping[tuple[str, str], Words] = {
    ("agent", "told"): gettext_lazy("Visits, calls and fairs told"),
    ("agent", "wrote"): gettext_lazy("Answers and comments written"),
    ("agent", "recorded"): gettext_lazy("Orders recorded"),
    ("agent", "done"): gettext_lazy("Promised actions done"),
    ("principal", "read"): gettext_lazy("Reports acknowledged"),
    ("principal", "wrote"): gettext_lazy("Answers and comments written"),
    ("principal", "answered"): gettext_lazy("Orders answered"),
    ("principal", "done"): gettext_lazy("Promised actions done"),
    ("principal", "renewed"): gettext_lazy("Products described, or described anew"),
}
TIME = pgettext_lazy("of an agency", "Time spent")


def time_told(found: Mirror) -> tuple[str, str]:
    """(12 h 30 min, "told of 9 of 14 visits"); (not told, "") when nobody said."""
    told = found.of("agent", "told")
    if not found.timed:
        return _("not told"), _("Authors may say how long a visit served this contract; none has.") if told else ""
    of = ngettext("told of %(timed)s of %(n)s visit", "told of %(timed)s of %(n)s visits", told)
    return time_spent(found.minutes), of % {"timed": words.number(found.timed), "n": words.number(told)}


def clock_told(found: Mirror) -> str:
    """2 of 3 in time; half of them within 4 days."""
    said = []
    if found.clocked:
        said.append(_("%(in_time)s of %(clocked)s in time") % {"in_time": words.number(found.in_time), "clocked": words.number(found.clocked)})  # fmt: skip
    if found.took is not None:
        days = round(found.took)
        said.append(ngettext("half of them within %(days)s day", "half of them within %(days)s days", days) % {"days": words.number(days)})  # fmt: skip
    return ", ".join(said)


def since_last(last: date | None, today: date) -> str:
    """Last on 10 April 2024, 3 days ago."""
    if last is None:
        return _("Nothing in these months.")
    return _("Last on %(day)s, %(away)s.") % {"day": words.day(last), "away": words.away(last, today)}
