"""People and what ties them to organisations."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.ids import uuid7

from ..identifiers import check_time_zone
from ..roles import Role
from .organisations import LANGUAGES, Organisation

PROGRAMS = "@programs.invalid"  # where a person has an address; RFC 6761: no mail goes there


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """A person with an account. What they may see comes from their memberships, through groups.

    `is_program`: a program that acts for one organisation by its tokens. It has no password and no address, keeps no
    members, and counts nowhere as a person.
    """

    THEMES = [("auto", _("as the device")), ("light", _("light")), ("dark", _("dark"))]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Paris", validators=[check_time_zone])
    theme = models.CharField(_("theme"), max_length=5, choices=THEMES, default="auto")
    is_active = models.BooleanField(default=True)
    is_platform_administrator = models.BooleanField(default=False)
    is_program = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True, blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="user_set", related_query_name="user")

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="program_never_signs_in",
                condition=Q(is_program=False)
                | Q(is_platform_administrator=False, password__startswith="!", email__endswith=PROGRAMS),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Framework permissions are not used here: `access` decides."""
        return False

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))[:2].upper()


class Membership(models.Model):
    """A person's role in an organisation. Ending it ends access at the next request; what they wrote stays."""

    scope_path = "organisation"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_program = models.BooleanField(
        default=False, help_text="the person's flag, here so that the database can check it"
    )
    title = models.CharField(_("title on contracts"), max_length=80, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_active_membership_per_organisation",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
            ),
            models.CheckConstraint(
                name="program_keeps_no_members", condition=Q(is_program=False) | Q(is_administrator=False)
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_program=True), name="program_acts_for_one_organisation"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "role"], name="membership_by_role")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.organisation}"


class SavedView(models.Model):
    """Filters of a list that a person keeps under a name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40)
    name = models.CharField(_("name of the view"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "page", "name"], name="one_saved_view_per_name")]
        ordering = ["name"]
