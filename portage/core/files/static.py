"""Style sheets and scripts under names that change with what is in them, so that browsers keep them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Modules of our own scripts name each other: these names change too. What libraries bring stays as it is."""

    _of_modules = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("fieldwork/*.js", _of_modules))
