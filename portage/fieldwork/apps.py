from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "portage.fieldwork"
    label = "fieldwork"
    verbose_name = "Fieldwork"
