"""What every page's frame shows: the places this person may go to, who they are, and for whom they act.

A place stands in the rail only when its address exists and the role acted in may use it: nothing is drawn for a
part that is not built yet. Counts come after the page, in one request.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from portage.network import queries
from portage.network.access import Acting
from portage.network.accounts.provider import login_address
from portage.network.models import Membership, Person
from portage.network.roles import FAMILY_OF, Family, Kind, Role

THEMES = {"auto": _("as the device"), "light": _("light"), "dark": _("dark")}


@dataclass(frozen=True)
class Place:
    """One line of the rail. `apart`: a thin line stands before it."""

    key: str
    label: str | Promise
    icon: str
    url: str
    current: bool = False
    apart: bool = False


# key, address, words, icon, who may use it
PLACES = (
    ("today", "home:today", _("Today"), "home", "all"),
    ("contracts", "contracts:portfolio", _("Contracts"), "file-text", "contracts"),
    ("calendar", "contracts:calendar", _("Calendar"), "calendar", "contracts"),
    ("commission", "commission:statements", _("Commission"), "receipt", "contracts"),
    ("prospects", "fieldwork:prospects", _("Prospecting"), "filter", "contracts"),
    ("reports", "fieldwork:reports", _("Reports"), "note", "book"),
    ("sections", "fieldwork:sections", _("Reports"), "note", "told"),
    ("mirror", "fieldwork:mirrors", _("Attention"), "eye", "told"),
    ("activity", "fieldwork:activity", _("Month"), "history", "book"),
    ("needs", "needs:matters", _("Needs and quotes"), "messages", "contracts"),
    ("orders", "fieldwork:orders", _("Orders"), "receipt", "contracts"),
    ("forum", "forum:home", _("Forum"), "message", "all"),
    ("network", "network:organisations", _("Organisations"), "building", "all"),
    ("candidatures", "network:candidatures", _("Candidatures"), "mail", "candidatures"),
    ("products", "catalogue:products", _("Products"), "packages", "all"),
    ("models", "contracts:models", _("Models"), "template", "models"),
    ("law", "contracts:laws", _("Law"), "scale", "law"),
    ("jobs", "core:jobs", _("Jobs"), "list-check", "platform"),
    ("journal", "home:platform_journal", _("Journal"), "history", "platform"),
)
# Who may use a place, when only some kinds of organisation do: an SME reads what its agents told it, never a whole report.
OF_KIND: dict[str, set[str]] = {
    "candidatures": {Kind.CARRIER_GROUP},
    "book": {Kind.CARRIER_GROUP, Kind.SUBSIDIARY},
    "told": {Kind.CARRIED_SME},
}
APART = {"network", "models", "jobs"}
ACCOUNT = (
    (_("My settings"), "network:settings", "settings"),
    (_("E-mail addresses"), "account_email", "mail"),
    (_("Password"), "account_change_password", "key"),
    (_("Second factor and passkeys"), "mfa_index", "shield-lock"),
    (_("Open sessions"), "usersessions_list", "device-desktop"),
    (_("API tokens"), "network:tokens", "link"),
    (_("My data"), "privacy:mine", "download"),
)
LINKED = ((_("Identity provider"), "socialaccount_connections", "link"),)


def address(name: str) -> str:
    """The address of a door, or nothing when that part is not built."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def allowed(who: str, acting: Acting | None, person: Any) -> bool:
    """Whether the role acted in may use a place; a place that all use still needs an organisation to act for."""
    if who == "platform":
        return bool(getattr(person, "is_platform_administrator", False))
    if who == "law" and getattr(person, "is_platform_administrator", False):
        return True  # they correct it, and act for no organisation
    if acting is None:
        return False
    if who in OF_KIND and acting.organisation.kind not in OF_KIND[who]:
        return False
    if who in {"contracts", "law", *OF_KIND}:
        return FAMILY_OF[Role(acting.role)] == Family.PORTAGE
    if who == "models":
        return acting.may("contracts.draft_contract") or acting.may("contracts.change_model")
    return True


def places(request: HttpRequest) -> list[Place]:
    """The rail. The current place is the one whose address begins the page's, the longest first."""
    acting = getattr(request, "acting", None)
    open_to = [
        (key, address(name), label, icon)
        for key, name, label, icon, who in PLACES
        if allowed(who, acting, request.user)
    ]
    built = [row for row in open_to if row[1]]
    under = [
        url
        for _key, url, _label, _icon in built
        if request.path == url or (url != "/" and request.path.startswith(url))
    ]
    here = max(under, key=len, default=None)
    return [Place(key, label, icon, url, url == here, key in APART) for key, url, label, icon in built]


def theme_of(request: HttpRequest) -> str:
    """The colours that the person chose, or that this browser remembers: auto, light or dark."""
    chosen = getattr(request.user, "theme", "") or request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else "auto"


def others(person: Person, acting: Acting | None) -> list[Membership]:
    """The other memberships through which this person may act; asked only when the menu is drawn."""
    present = acting.membership.pk if acting else None
    return [membership for membership in queries.active_memberships(person) if membership.pk != present]


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame shows to anybody, then what it adds for somebody who is signed in."""
    shown: dict[str, Any] = {
        "theme": theme_of(request),
        "themes": list(THEMES.items()),
        "languages": settings.LANGUAGES,
        "appearance_url": address("home:appearance"),
        "provider_url": login_address(),
        "provider_name": settings.OIDC_NAME,
    }
    person = request.user
    if not isinstance(person, Person):
        return shown
    acting = getattr(request, "acting", None)
    walled = getattr(
        request, "lacks_second_factor", False
    )  # no place answers them yet: none is drawn, nothing is asked
    return shown | {
        "person": person,
        "name": person.get_full_name(),
        "initials": person.initials,
        "organisation": acting.organisation if acting else None,
        "role": acting.membership.get_role_display() if acting else "",
        "others": SimpleLazyObject(lambda: others(person, acting)),
        "places": [] if walled else places(request),
        "account": [
            {"label": label, "url": url, "icon": icon}
            for label, name, icon in (*ACCOUNT, *(LINKED if settings.OIDC_URL else ()))
            if (url := address(name))
        ],
        "act_url": address("network:act_for"),
        "badges_url": address("home:badges") if acting and not walled else "",
        "sign_out_url": address("account_logout"),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Lazy: a fragment that draws no frame asks nothing of the database."""
    if not hasattr(request, "user"):
        return {}
    return {"shell": SimpleLazyObject(lambda: frame(request))}
