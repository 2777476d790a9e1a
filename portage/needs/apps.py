from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "portage.needs"
    label = "needs"
    verbose_name = "From need to order"
