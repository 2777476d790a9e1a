from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "portage.privacy"
    label = "privacy"
    verbose_name = "Personal data"
