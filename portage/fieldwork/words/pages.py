"""Words of fieldwork's pages: kinds with a capital, interest, prices, what became of an action."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core.words import country, locale, number

from ..models import Account, Report

# In the order in which a section is read. Products and competitors stand between needs and objections.
TITLES = {
    "needs": gettext_lazy("What they need"),
    "objections": gettext_lazy("Objections"),
    "customs": gettext_lazy("Custom worth knowing"),
    "growth": gettext_lazy("Growth of the market"),
    "opportunity": gettext_lazy("Opportunity noticed"),
}
INTEREST = {
    Account.Interest.NONE: gettext_lazy("No interest"),
    Account.Interest.LOW: gettext_lazy("Low interest"),
    Account.Interest.SOME: gettext_lazy("Some interest"),
    Account.Interest.HIGH: gettext_lazy("High interest"),
    Account.Interest.FIRM: gettext_lazy("Firm interest"),
}
# state of an action: the code of its shape, its word
STATES = {
    "open": ("open", gettext_lazy("Nobody took it yet")),
    "taken": ("running", gettext_lazy("Taken")),
    "done": ("done", gettext_lazy("Done")),
    "dropped": ("ended", gettext_lazy("Dropped")),
}
READ = {True: ("done", gettext_lazy("Acknowledged")), False: ("open", gettext_lazy("To acknowledge"))}


def kind(report: Report) -> str:
    """Visit."""
    return capfirst(str(report.get_kind_display()))


def interest(level: int | None) -> str:
    """High interest; not said."""
    return str(INTEREST[Account.Interest(level)]) if level is not None else _("Interest not said")


def price(amount: Decimal | None, currency: str, unit: str) -> str:
    """EUR 14.20 per kg, with the decimals that were told; not said."""
    if amount is None:
        return _("not said")
    pattern = "¤¤\xa0#,##0.00##" if locale().language == "en" else "#,##0.00##\xa0¤¤"
    told = format_currency(amount, currency, pattern, locale=locale(), currency_digits=False)
    return _("%(price)s per %(unit)s") % {"price": told, "unit": unit} if unit else told


def time_spent(minutes: int) -> str:
    """45 min, 2 h, 1 h 05 min; not said."""
    if not minutes:
        return _("not said")
    hours, left = divmod(minutes, 60)
    told = {"hours": number(hours), "minutes": f"{left:02d}" if hours else left}
    if not hours:
        return _("%(minutes)s min") % told
    return _("%(hours)s h %(minutes)s min") % told if left else _("%(hours)s h") % told


def place(customer: Any) -> str:
    """Toruń, Poland."""
    return ", ".join(filter(None, [customer.city, country(str(customer.country))]))


def excerpt(text: str, most: int = 90) -> str:
    """The first words of a text, whole words only."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rpartition(" ")[0].rstrip(",;:.") + "…"
