from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "portage.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
