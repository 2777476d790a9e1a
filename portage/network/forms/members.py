"""Forms of members: role, title, right, who takes over; inviting somebody, ending a membership."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered

from ..models import Invitation, Membership
from ..roles import ROLES_OF_KIND, Kind, Role


def roles_of(kind: str) -> list[tuple[str, str]]:
    """The roles that an organisation of this kind has, in the order of the table."""
    return [
        (role.value, str(role.label)[:1].upper() + str(role.label)[1:])
        for role in Role
        if role in ROLES_OF_KIND[Kind(kind)]
    ]


class ColleagueField(forms.ModelChoiceField):
    """Who takes over. Asked each time, so that nobody learns whether there is anything to take over."""

    def __init__(self, colleagues: QuerySet[Membership], **options: Any) -> None:
        super().__init__(
            queryset=colleagues,
            label=_("Who takes over what only this person could read"),
            help_text=_(
                "Asked each time, even when there is nothing. Whoever you name is told only if there is something."
            ),
            empty_label=_("Choose a colleague"),
            **options,
        )

    def label_from_instance(self, membership: Membership) -> str:
        return f"{membership.person}, {membership.get_role_display()}"


class MemberForm(Answered, forms.ModelForm):
    """What a membership makes of a person: role, title, and whether they keep the members."""

    class Meta:
        model = Membership
        fields = ["role", "title", "is_administrator"]
        labels = {"is_administrator": _("Administrator: keeps the members of the organisation")}
        help_texts = {"title": _("As it stands below a signature: managing director, head of sales.")}

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=roles_of(kind),
            widget=forms.RadioSelect,
            help_text=_("What each role may do stands on the page of roles."),
        )


class ChangeForm(MemberForm):
    """The same of a member, with who takes over when the new role works on contracts no more.

    `was` is what the member was when the form was drawn.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, colleagues: QuerySet[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if colleagues.exists():
            self.fields["successor"] = ColleagueField(colleagues, required=False)
            self.fields["successor"].help_text = _("Only where the new role works on contracts no more.")


class ProgramRoleForm(MemberForm):
    """Of a program only the role: it signs nothing and keeps no members."""

    class Meta:
        model = Membership
        fields = ["role"]


class InviteForm(MemberForm):
    """Whom to invite, and as what."""

    class Meta:
        model = Invitation
        fields = ["email", "role", "title", "is_administrator", "language"]
        help_texts = MemberForm.Meta.help_texts
        labels = {**MemberForm.Meta.labels, "language": _("Language of the letter")}

    field_order = ("email", "role", "title", "is_administrator", "language")

    def _post_clean(self) -> None:
        """The verb checks: what it refuses, it names by field."""


class EndForm(Answered, forms.Form):
    """A box that names who leaves, and who takes over."""

    agree = forms.BooleanField()

    def __init__(self, name: str, colleagues: QuerySet[Membership], data: Any = None) -> None:
        super().__init__(data)
        self.fields["agree"].label = _("%(name)s acts for this organisation no more.") % {"name": name}
        if colleagues.exists():
            self.fields["successor"] = ColleagueField(colleagues)
            self.order_fields(["successor", "agree"])

    def given(self) -> dict[str, Any]:
        """What `end_membership` is called with."""
        return {"successor": self.cleaned_data.get("successor")}
