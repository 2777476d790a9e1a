from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "portage.network"
    label = "network"
    verbose_name = "Network"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from .access import forget

        post_migrate.connect(lambda **_given: forget(), weak=False, dispatch_uid="network.access")
