"""Doors of personal data."""

from django.urls import path

from .views import account, contacts, people, retention

app_name = "privacy"

urlpatterns = [
    path("personal-data/", retention.overview, name="overview"),
    path("personal-data/periods/", retention.periods, name="periods"),
    path("personal-data/preview/<str:kind>/", retention.preview, name="preview"),
    path("personal-data/search/", people.search, name="search"),
    path("personal-data/erase-text/", people.erase_text, name="erase_text"),
    path("personal-data/former/", people.former, name="former"),
    path("members/<uuid:pk>/erase/", people.erase_member, name="erase_member"),
    path("contacts/<uuid:pk>/data/", contacts.data, name="contact"),
    path("contacts/<uuid:pk>/data.json", contacts.file, name="contact_file"),
    path("contacts/<uuid:pk>/erase/", contacts.erase, name="erase_contact"),
    path("settings/my-data/", account.mine, name="mine"),
    path("settings/my-data/download/", account.download, name="download"),
    path("settings/erase-account/", account.erase, name="erase_account"),
    path("platform/erase-account/", account.of_platform, name="of_platform"),
]
