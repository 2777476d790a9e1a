"""Models of contracts: the texts that counsel keep, in versions that never change once published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.network.models import Organisation


class ContractModel(models.Model):
    """A standard text: the platform's (no owner, seen by every organisation), or a carrier group's own."""

    common_without = "owner"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="contract_models"
    )
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("for what"), max_length=200, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="model_name_once_per_owner")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Its name as its owner gave it; the platform's own models have one in the reader's language."""
        return self.name if self.owner_id else gettext(self.name)


class ModelGrant(GroupObjectPermissionBase):
    """A group of members may view a model."""

    content_object = models.ForeignKey(ContractModel, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


@append_only
class ModelVersion(models.Model):
    """A published version: its articles in every language, and their digest.

    `prevailing` is the language that this text states to prevail; a contract in two languages records its own choice.
    `articles` is {"fr": text, "en": text} in the format of `documents.articles`: one heading and its paragraphs an
    article, same keys, order and number of paragraphs in each language.
    """

    scope_path = "model"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.ForeignKey(ContractModel, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    articles = models.JSONField()
    digest = models.CharField(max_length=64)
    prevailing = models.CharField(max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "number"], name="model_version_once")]
        ordering = ["-number"]
