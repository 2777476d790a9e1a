from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "portage.commission"
    label = "commission"
    verbose_name = "Commission"
