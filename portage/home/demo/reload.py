"""Empty the database before the demonstration is loaded again: only on a developer's machine."""

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from portage.core.append_only import APPEND_ONLY
from portage.core.files.stored import path_of
from portage.core.models import Blob
from portage.core.triggers import lifted
from portage.network import access


def empty() -> None:
    """Forget every row, history included, and the stored files that the rows name."""
    for sha256 in Blob.objects.values_list("sha256", flat=True):
        default_storage.delete(path_of(sha256))
    with lifted(connection, APPEND_ONLY):
        call_command("flush", interactive=False, verbosity=0)
    # The flush made permissions and content types anew, under other numbers.
    ContentType.objects.clear_cache()
    access._view_permission.cache_clear()
