"""Doors of fieldwork."""

from django.urls import path

from .views import sections

app_name = "fieldwork"

urlpatterns = [
    path("sections/<uuid:pk>/", sections.section, name="section"),
]
