from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portage.home"
    label = "home"
    verbose_name = "Home"
