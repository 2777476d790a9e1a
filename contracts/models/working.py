"""The next version of a model while counsel write it: article by article, kept on the server until it is published."""

from django.conf import settings
from django.db import models

from portage.core.ids import uuid7

from .texts import ContractModel, ModelVersion


class WorkingCopy(models.Model):
    """The working copy of a model: one at a time, begun from one of its versions, gone once published or discarded.

    `newest` is the number of the newest version when it was begun. It is nobody's but counsel's of the model's owner: doors
    ask `contracts.change_model` and the owner before they show it, though whoever reads the model is in its scope.
    """

    scope_path = "model"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.OneToOneField(ContractModel, on_delete=models.CASCADE, related_name="working_copy")
    begun_from = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    languages = models.JSONField(default=list)
    prevailing = models.CharField(max_length=2)


class WorkingArticle(models.Model):
    """One article of a working copy: its key never changes, its place does.

    `texts` is {tag: {"title": …, "text": …}}, as typed: it may be wrong, and says so. `edition` grows by one with every
    change of words or marks: who saves names the edition that they saw. An article taken out keeps its words until the copy
    is published, so that it can be put back.
    """

    scope_path = "copy__model"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    copy = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE, related_name="articles")
    key = models.CharField(max_length=41)
    place = models.PositiveIntegerField()
    negotiable = models.BooleanField(default=True)
    only_if = models.CharField(max_length=30, blank=True)
    texts = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    taken_out_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "key"], name="working_article_once")]
        ordering = ["place", "key"]
