"""Doors of the roof."""

from django.urls import path

from .appearance import appearance
from .views import badges, today

app_name = "home"

urlpatterns = [
    path("", today, name="today"),
    path("badges/", badges, name="badges"),
    path("appearance/", appearance, name="appearance"),
]
