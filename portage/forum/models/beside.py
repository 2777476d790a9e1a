"""What a post brings with it: things that it cites, and files."""

from django.db import models
from django.db.models import Q

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.append_only import append_only
from portage.core.ids import uuid4
from portage.core.models import StoredFile
from portage.fieldwork.models import Report
from portage.network.models import Membership

from .threads import Post


@append_only
class Citation(models.Model):
    """A product, a contract or a visit report that a post names: shown to those readers alone who may see it."""

    scope_path = "post__thread__space"
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="citations")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, null=True, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="citation_of_one_thing",
                condition=Q(product__isnull=False, contract__isnull=True, report__isnull=True)
                | Q(product__isnull=True, contract__isnull=False, report__isnull=True)
                | Q(product__isnull=True, contract__isnull=True, report__isnull=False),
            ),
            models.UniqueConstraint(fields=["post", "product"], name="product_cited_once_a_post"),
            models.UniqueConstraint(fields=["post", "contract"], name="contract_cited_once_a_post"),
            models.UniqueConstraint(fields=["post", "report"], name="report_cited_once_a_post"),
        ]
        ordering = ["pk"]


@append_only
class PostFile(models.Model):
    """A photo or a document of a post: whoever reads the post opens it."""

    scope_path = "post__thread__space"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="files")
    key = models.UUIDField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="post_file_once")]
        ordering = ["at", "id"]
