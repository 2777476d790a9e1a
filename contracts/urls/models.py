"""Doors of models of contracts, and of what organisations have to do with contracts."""

from django.urls import path

from ..views import kept_models, of_organisation, signatories, successions, texts, writing

urlpatterns = [
    path("models/", texts.models, name="models"),
    path("models/<uuid:pk>/", texts.model, name="model"),
    path("models/<uuid:pk>/versions/<int:number>/", texts.model, name="model_version"),
    path("models/<uuid:pk>/publish/", texts.publish, name="publish_model"),
    path("models/<uuid:pk>/copy/", texts.duplicate, name="duplicate_model"),
    path("models/<uuid:pk>/rename/", kept_models.rename, name="rename_model"),
    path("models/<uuid:pk>/archive/", kept_models.archive, name="archive_model"),
    path("models/<uuid:pk>/bring-back/", kept_models.bring_back, name="bring_back_model"),
    path("models/<uuid:pk>/compare/", kept_models.compare, name="compare_model"),
    path("models/<uuid:pk>/preview/", kept_models.preview, name="preview_model"),
    path("models/<uuid:pk>/preview/paper/", kept_models.model_paper, name="model_paper"),
    path("models/<uuid:pk>/preview/pdf/", kept_models.model_pdf, name="model_pdf"),
    path("models/<uuid:pk>/write/", writing.write, name="write_model"),
    path("models/<uuid:pk>/write/add/", writing.add, name="add_article"),
    path("models/<uuid:pk>/write/arrange/", writing.arrange, name="arrange_articles"),
    path("models/<uuid:pk>/write/languages/", writing.languages, name="model_languages"),
    path("models/<uuid:pk>/write/text/", writing.bring, name="bring_text"),
    path("models/<uuid:pk>/write/text/<slug:tag>/", writing.file, name="model_file"),
    path("models/<uuid:pk>/write/publish/", writing.publish, name="publish_copy"),
    path("models/<uuid:pk>/write/discard/", writing.discard, name="discard_copy"),
    path("models/<uuid:pk>/write/articles/<slug:key>/", writing.article, name="write_article"),
    path("of/<uuid:pk>/", of_organisation.of_organisation, name="of_organisation"),
    path("of/<uuid:pk>/archive/", of_organisation.archive, name="archive_organisation"),
    path("of/<uuid:pk>/successions/", successions.successions, name="successions"),
    path("successions/<uuid:pk>/document/", successions.document, name="succession_document"),
    path("of/<uuid:pk>/signatories/", signatories.signatories, name="signatories"),
    path("of/<uuid:pk>/signatories/end/", signatories.end, name="end_authority"),
]
