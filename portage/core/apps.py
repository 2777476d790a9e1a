from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "portage.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from . import triggers
        from .health import checks  # noqa: F401  (checks register themselves)

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="portage.core.triggers")
