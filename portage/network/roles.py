"""Roles: what a membership makes of a person. One business role each; administrator is a flag beside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PORTAGE_MANAGER = "portage_manager", _("portage manager")
    LEGAL_COUNSEL = "legal_counsel", _("legal counsel")
    SUBSIDIARY_MANAGER = "subsidiary_manager", _("subsidiary manager")
    SALES_ENGINEER = "sales_engineer", _("sales engineer")
    EXPORT_DIRECTOR = "export_director", _("export director")
    MANAGING_DIRECTOR = "managing_director", _("managing director")
    EXPERT = "expert", _("expert")
    FACILITATOR = "facilitator", _("facilitator")
    AUDITOR = "auditor", _("auditor")


class Family(models.TextChoices):
    """Roles of one organisation that see the same things share one group: grants grow with contracts, not with people."""

    PORTAGE = "portage", _("those who work on contracts")
    WATCH = "watch", _("those who watch markets")


FAMILY_OF = dict.fromkeys(Role, Family.PORTAGE) | {Role.EXPERT: Family.WATCH, Role.FACILITATOR: Family.WATCH}


class Kind(models.TextChoices):
    """Kinds of organisation."""

    CARRIER_GROUP = "carrier_group", _("carrier group")
    SUBSIDIARY = "subsidiary", _("subsidiary")
    CARRIED_SME = "carried_sme", _("carried SME")
    INSTITUTION = "institution", _("institution")


ROLES_OF_KIND = {
    Kind.CARRIER_GROUP: {Role.PORTAGE_MANAGER, Role.LEGAL_COUNSEL, Role.EXPERT, Role.FACILITATOR, Role.AUDITOR},
    Kind.SUBSIDIARY: {Role.SUBSIDIARY_MANAGER, Role.SALES_ENGINEER, Role.EXPERT, Role.FACILITATOR, Role.AUDITOR},
    Kind.CARRIED_SME: {
        Role.EXPORT_DIRECTOR,
        Role.MANAGING_DIRECTOR,
        Role.LEGAL_COUNSEL,
        Role.FACILITATOR,
        Role.AUDITOR,
    },
    Kind.INSTITUTION: {Role.FACILITATOR, Role.AUDITOR},
}
