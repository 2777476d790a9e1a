from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "portage.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from . import triggers

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="portage.core.triggers")
