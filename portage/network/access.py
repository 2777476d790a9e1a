"""The one door to data. What a person may not see does not exist for them.

Two questions, kept apart:
* May this person *see* it? Answered by grants: rows (group of members, scope object), one EXISTS or one list of
  identifiers, the same for lists, counts, searches, exports and single things.
* May this person *do* that with what they see? Answered by one table (`permissions`), never by stored rows.

Only this module speaks to guardian. Lists go through `visible`, single things through `fetch`: 404 when it may
not be seen (the same 404 as for what does not exist), 403 (`Forbidden`) when it is seen but not allowed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as AuthPermission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase
from guardian.shortcuts import assign_perm, remove_perm
from guardian.utils import get_group_obj_perms_model

from portage.core.journal import By
from portage.core.refusals import Forbidden

from .models import ApiToken, Circle, Membership, Organisation, Person
from .permissions import PERMISSIONS
from .roles import FAMILY_OF, Family, Kind, Role

Row = TypeVar("Row", bound=Model)
LIGHT = 1000  # up to so many visible scopes, their identifiers are fetched; beyond, the database probes each row


@dataclass
class Acting:
    """A person acting for one organisation, for the time of one request; by a token, when a program asks for them."""

    person: Person
    membership: Membership
    circles: list[int]
    seen: dict[type[Model], list[UUID] | None] = field(default_factory=dict)
    token: ApiToken | None = None
    opened: list[Model] = field(default_factory=list)  # confidential scopes read in this request: each is logged

    @property
    def organisation(self) -> Organisation:
        return self.membership.organisation

    @property
    def role(self) -> str:
        return self.membership.role

    @property
    def is_administrator(self) -> bool:
        return self.membership.is_administrator

    def may(self, permission: str) -> bool:
        return self.role in PERMISSIONS[permission]

    def by(self, *, address: str = "", agent: str = "") -> By:
        """Who the journal shall name."""
        token = self.token.pk if self.token else None
        return By(self.person, self.organisation.pk, address, agent, self.membership, token)


def act(person: Person, membership: Membership, *, token: ApiToken | None = None) -> Acting:
    """Let `person` act through `membership` (active, theirs); from then on `person.acting` tells it."""
    acting = Acting(person, membership, [], token=token)
    person.acting = acting  # type: ignore[attr-defined]
    ask_anew(person)
    return acting


def ask_anew(person: Person) -> None:
    """Forget what was asked in this request: a verb of the same request may have granted or taken something."""
    acting: Acting = person.acting  # type: ignore[attr-defined]
    circles = Circle.objects.filter(organisation=acting.membership.organisation_id, group__user=person)
    acting.circles = list(circles.values_list("group_id", flat=True))
    acting.seen.clear()


def scope_of(model: type[Model]) -> tuple[type[Model], str]:
    """The scope that decides who sees rows of `model`, and the path to it ("pk" for the scope itself).

    A model below a scope declares `scope_path = "contract"`.
    """
    path = getattr(model, "scope_path", "")
    if not path:
        return model, "pk"
    scope: Any = model
    for step in path.split("__"):
        scope = scope._meta.get_field(step).related_model
    return scope, f"{path}_id" if "__" not in path else path


@cache
def _view_permission(scope: type[Model]) -> int:
    content_type = ContentType.objects.get_for_model(scope)
    return AuthPermission.objects.get(content_type=content_type, codename=f"view_{scope._meta.model_name}").pk


def forget() -> None:
    """Forget what this process remembers of the permissions' rows: a migration may have made them anew."""
    _view_permission.cache_clear()


def _grants(acting: Acting, scope: type[Model]) -> QuerySet:
    grants: Any = get_group_obj_perms_model(scope)  # type: ignore[arg-type]
    return grants.objects.filter(group_id__in=acting.circles, permission_id=_view_permission(scope))


def _identifiers(acting: Acting, scope: type[Model]) -> list[UUID] | None:
    """The identifiers of all visible scopes when they are few, None when they are many. Asked once a request."""
    if scope not in acting.seen:
        found = list(_grants(acting, scope).values_list("content_object_id", flat=True).distinct()[: LIGHT + 1])
        acting.seen[scope] = found if len(found) <= LIGHT else None
    return acting.seen[scope]


def _without_grants(acting: Acting, scope: Any, path: str) -> Q:
    """What is seen of a kind of scope that holds no grants, and of what hangs below it at `path`.

    Such a scope names by `seen_with` the scope with which it is seen, and by `seen_by_house_of` the carrier group by whose
    house it is seen: the group and its subsidiaries as they are now. Each row has one of both.
    """
    prefix = "" if path == "pk" else f"{path.removesuffix('_id')}__"
    granted = _grants(acting, scope._meta.get_field(scope.seen_with).related_model).values("content_object_id")
    seen, house = Q(**{f"{prefix}{scope.seen_with}__in": granted}), house_of(acting.organisation)
    return seen if house is None else seen | Q(**{f"{prefix}{scope.seen_by_house_of}": house})


def house_of(organisation: Organisation) -> UUID | None:
    """The carrier group to whose house an organisation belongs: a group to its own, a subsidiary to that of its group, an
    SME to none."""
    if organisation.kind == Kind.SUBSIDIARY:
        return organisation.parent_id
    return organisation.pk if organisation.kind == Kind.CARRIER_GROUP else None


def visible(person: Person, queryset: QuerySet[Row]) -> QuerySet[Row]:
    """The rows of `queryset` that `person` may see while acting for their present organisation."""
    acting = getattr(person, "acting", None)
    if acting is None:
        return queryset.none()
    scope, path = scope_of(queryset.model)
    few = None if hasattr(scope, "seen_with") else _identifiers(acting, scope)
    if few is not None:
        return queryset.filter(Q(**{f"{path}__in": few}) | common(scope, path))
    return queryset.filter(_probed(acting, scope, path))


def sought(person: Person, queryset: QuerySet[Row]) -> QuerySet[Row]:
    """The same rows as `visible`, for a few that are named by their keys: each is looked for among the grants, instead of
    asking first for every scope that `person` sees."""
    acting = getattr(person, "acting", None)
    if acting is None:
        return queryset.none()
    scope, path = scope_of(queryset.model)
    return queryset.filter(_probed(acting, scope, path))


def _probed(acting: Acting, scope: type[Model], path: str) -> Q:
    """Each row is looked for among the grants; of what is seen without grants, as `_without_grants` says."""
    if hasattr(scope, "seen_with"):
        return _without_grants(acting, scope, path)
    return Q(Exists(_grants(acting, scope).filter(content_object_id=OuterRef(path)))) | common(scope, path)


def common(scope: type[Model], path: str) -> Q:
    """The scopes of one kind that belong to the platform and that every member of any organisation may see.

    A scope declares them by a field that is then empty: `common_without = "owner"`. No grants are written for them,
    so that an organisation that joins later sees them at once.
    """
    field = getattr(scope, "common_without", "")
    if not field:
        return Q()
    prefix = "" if path == "pk" else f"{path.removesuffix('_id')}__"
    return Q(**{f"{prefix}{field}__isnull": True})


def fetch(person: Person, permission: str | None, queryset: QuerySet[Row], **lookup: object) -> Row:
    """The one row of `queryset` that `lookup` names; of several, the first in its order.

    Raises Http404 when it is absent or may not be seen, Forbidden when it is seen but `permission` is not given.
    `permission` None means reading.
    """
    try:
        found = visible(person, queryset).filter(**lookup)
        # Of one row no order is drawn: that of hundreds of columns takes half of the time of an answer.
        row = next(iter(found.order_by()[:1]), None) if "pk" in lookup else found.first()
    except (ValidationError, ValueError, TypeError) as error:
        raise Http404 from error
    if row is None:
        raise Http404
    if permission is not None:
        demand(person, permission)
    _note_reading(person.acting, row)  # type: ignore[attr-defined]
    return row


def note_read(person: Person, rows: Iterable[Model]) -> None:
    """Remember that these rows, which hang below scopes, were read whole though none was fetched: what is confidential is
    logged once for each scope."""
    for row in rows:
        _note_reading(person.acting, row)  # type: ignore[attr-defined]


def _note_reading(acting: Acting, row: Model) -> None:
    """Remember that a confidential scope was opened, by itself or by what hangs below it."""
    scope, path = scope_of(type(row))
    if hasattr(scope, "confidential"):
        opened: Any = row if path == "pk" else attrgetter(path.removesuffix("_id").replace("__", "."))(row)
        if opened.confidential:
            opened = getattr(opened, "read_as", opened)  # a scope may stand for another, whose readings they are
            if opened not in acting.opened:
                acting.opened.append(opened)


def may(person: Person, permission: str) -> bool:
    """Whether the role that `person` now acts in gives `permission`."""
    acting = getattr(person, "acting", None)
    return acting is not None and acting.may(permission)


def demand(person: Person, permission: str) -> None:
    """Raise Forbidden unless the role that `person` now acts in gives `permission`."""
    if not may(person, permission):
        raise Forbidden("role", _("Your role does not allow this."), permission=permission)


def readers(scope: Model, *, organisations: Iterable[UUID], roles: Iterable[str]) -> list[Membership]:
    """The active members of these organisations, in these roles, who may see `scope`: whom to tell of it.

    The circles that hold the scope decide, so that a confidential scope tells only the people named on it. A program
    is nobody to tell, and nobody to wait for.
    """
    members = everybody_who_sees(scope).filter(organisation__in=organisations, role__in=roles)
    return list(members.select_related("person").order_by("pk"))


def everybody_who_sees(scope: Model) -> QuerySet[Membership]:
    """The active members, people and not programs, who may see `scope`: whom one may speak to there."""
    people = Membership.objects.filter(ended_at__isnull=True, person__is_active=True, is_program=False)
    seen_with = getattr(scope, getattr(scope, "seen_with", ""), None)
    if seen_with is not None:
        return everybody_who_sees(seen_with)
    if hasattr(scope, "seen_by_house_of"):
        group = getattr(scope, f"{scope.seen_by_house_of}_id")
        own = Q(organisation=group) | Q(organisation__parent=group, organisation__kind=Kind.SUBSIDIARY)
        return people.filter(own)
    grants: Any = get_group_obj_perms_model(scope)
    groups = grants.objects.filter(content_object=scope).values("group")
    held = Circle.objects.filter(
        group__in=groups, group__user=OuterRef("person"), organisation=OuterRef("organisation")
    )
    return people.filter(Exists(held))


def holders(scope: Model) -> QuerySet[Organisation]:
    """The organisations some members of which may see `scope`: what its owner is told of its readers."""
    grants: Any = get_group_obj_perms_model(scope)
    groups = grants.objects.filter(content_object=scope).values("group")
    return Organisation.objects.filter(circles__group__in=groups).distinct().order_by("sorted_as")


def named_on(scope: Model) -> QuerySet[Membership]:
    """The active members named on a confidential scope, of every organisation."""
    circles = Circle.objects.filter(
        scope=scope.pk, organisation=OuterRef("organisation"), group__user=OuterRef("person")
    )
    named = Membership.objects.filter(Exists(circles), ended_at__isnull=True)
    return named.select_related("person", "organisation").order_by("organisation__kind", "person__name", "pk")


def read_by_nobody_else(membership: Membership) -> list[Model]:
    """The confidential scopes on which, of their organisation, this person alone is named."""
    members = Membership.objects.filter(organisation=membership.organisation, ended_at__isnull=True)
    others = members.exclude(person=membership.person).filter(person__groups=OuterRef("group"))
    own = Circle.objects.filter(
        organisation=membership.organisation, scope__isnull=False, group__user=membership.person
    )
    groups = list(own.filter(~Exists(others)).values_list("group", flat=True))
    own_scope = {"group__in": groups, "group__circle__scope": F("content_object")}  # not what the named see beside it
    rows = (kind.objects.filter(**own_scope).select_related("content_object") for kind in _kinds_of_grant())
    return [grant.content_object for found in rows for grant in found]


def _kinds_of_grant() -> list[Any]:
    """The models of grants, one for each kind of scope; guardian's own generic ones have no column for the object."""
    ours = [model for model in apps.get_models() if issubclass(model, GroupObjectPermissionBase)]
    return [model for model in ours if "content_object" in {field.name for field in model._meta.concrete_fields}]


def seen_by(organisation: Organisation, queryset: QuerySet[Row]) -> QuerySet[Row]:
    """The scopes of `queryset` that those who work on contracts in `organisation` may see: for a verb that compares."""
    grants: Any = get_group_obj_perms_model(queryset.model)  # type: ignore[arg-type]
    held = grants.objects.filter(group__circle__organisation=organisation, group__circle__family=Family.PORTAGE)
    return queryset.filter(pk__in=held.values("content_object"))


# Grants: written by verbs, in their transaction.


def circle(organisation: Organisation, family: str = Family.PORTAGE) -> Group:
    """The group of the members of `organisation` whose role belongs to `family`."""
    found = Circle.objects.filter(organisation=organisation, family=family, scope__isnull=True).first()
    return found.group if found else _new_circle(organisation, family=family)


def named_circle(organisation: Organisation, scope: Model) -> Group:
    """The group of the members of `organisation` who are named on one confidential scope."""
    found = Circle.objects.filter(organisation=organisation, scope=scope.pk).first()
    return found.group if found else _new_circle(organisation, scope=scope.pk)


def _new_circle(organisation: Organisation, *, family: str = "", scope: UUID | None = None) -> Group:
    group = Group.objects.create(name=f"{organisation.pk}:{family or scope}")
    Circle.objects.create(group=group, organisation=organisation, family=family, scope=scope)
    return group


def share(scope: Model, *organisations: Organisation, family: str = Family.PORTAGE) -> None:
    """Let the `family` of each organisation see `scope`. Sharing twice changes nothing."""
    for organisation in organisations:
        assign_perm(f"view_{scope._meta.model_name}", circle(organisation, family), scope)


def unshare(scope: Model, *organisations: Organisation, family: str = Family.PORTAGE) -> None:
    """Take back what `share` gave."""
    for organisation in organisations:
        remove_perm(f"view_{scope._meta.model_name}", circle(organisation, family), scope)


def share_with_people(scope: Model, memberships: Iterable[Membership]) -> None:
    """Let these people, and nobody else of their organisations, see a confidential `scope`. Never a program: who runs it,
    and who reads what it copies, is named nowhere."""
    for membership in memberships:
        if membership.is_program:
            raise Forbidden("program", _("A program cannot be named on what is confidential: only people can."))
        group = named_circle(membership.organisation, scope)
        membership.person.groups.add(group)
        assign_perm(f"view_{scope._meta.model_name}", group, scope)


def take_name_off(scope: Model, membership: Membership) -> None:
    """This person is named on a confidential `scope` no more."""
    membership.person.groups.remove(named_circle(membership.organisation, scope))


def share_with_named(row: Model, *organisations: Organisation, on: Model) -> None:
    """Let those who are, and will be, named on the confidential scope `on` for these organisations see `row` too."""
    for organisation in organisations:
        assign_perm(f"view_{row._meta.model_name}", named_circle(organisation, on), row)


def bulk_share(pairs: Iterable[tuple[Model, Group]]) -> None:
    """Many grants of one kind of scope at once: (scope object, group). For loading; existing ones are kept."""
    pairs = list(pairs)
    if not pairs:
        return
    scope = type(pairs[0][0])
    grants: Any = get_group_obj_perms_model(scope)  # type: ignore[arg-type]
    view = _view_permission(scope)
    grants.objects.bulk_create(
        [grants(group=group, permission_id=view, content_object=row) for row, group in pairs],
        ignore_conflicts=True,
        batch_size=5000,
    )


def admit_to_circle(membership: Membership) -> None:
    """Put the person of a new membership in the group of their role's family."""
    membership.person.groups.add(circle(membership.organisation, FAMILY_OF[Role(membership.role)]))


def leave_circles(membership: Membership) -> None:
    """Take the person out of every group of the organisation, named ones included."""
    groups = Group.objects.filter(circle__organisation=membership.organisation)
    membership.person.groups.remove(*groups)
