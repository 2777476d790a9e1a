"""Doors of the roof."""

from django.urls import path

from .appearance import appearance
from .journals import views as journals
from .views import badges, today

app_name = "home"

urlpatterns = [
    path("", today, name="today"),
    path("badges/", badges, name="badges"),
    path("organisations/<uuid:pk>/journal/", journals.of_organisation, name="organisation_journal"),
    path("products/<uuid:pk>/journal/", journals.of_product, name="product_journal"),
    path("platform/journal/", journals.of_platform, name="platform_journal"),
    path("appearance/", appearance, name="appearance"),
]
