"""Doors of models of contracts, and of what organisations have to do with contracts."""

from django.urls import path

from ..views import of_organisation, signatories, successions, texts

urlpatterns = [
    path("models/", texts.models, name="models"),
    path("models/<uuid:pk>/", texts.model, name="model"),
    path("models/<uuid:pk>/versions/<int:number>/", texts.model, name="model_version"),
    path("models/<uuid:pk>/publish/", texts.publish, name="publish_model"),
    path("models/<uuid:pk>/copy/", texts.duplicate, name="duplicate_model"),
    path("of/<uuid:pk>/", of_organisation.of_organisation, name="of_organisation"),
    path("of/<uuid:pk>/archive/", of_organisation.archive, name="archive_organisation"),
    path("of/<uuid:pk>/successions/", successions.successions, name="successions"),
    path("of/<uuid:pk>/signatories/", signatories.signatories, name="signatories"),
    path("of/<uuid:pk>/signatories/end/", signatories.end, name="end_authority"),
]
