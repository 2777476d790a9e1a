"""Style sheets and scripts under names that change with what is in them, so that browsers keep them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Modules of scripts name each other: these names change too."""

    support_js_module_import_aggregation = True
