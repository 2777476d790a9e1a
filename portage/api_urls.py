"""The addresses of the API: one line for each domain; its description, and a page to read it offline."""

from django.urls import include, path
from drf_spectacular.views import SpectacularSwaggerSplitView

from portage.core.api.description import Description

app_name = "api"
PAGE = "core/api_docs_bare.html"

urlpatterns = [
    path("", include("portage.network.api.urls")),
    path("", include("portage.catalogue.api_urls")),
    path("", include("contracts.api.urls")),
    path("", include("portage.commission.api.urls")),
    path("", include("portage.fieldwork.api.urls")),
    path("", include("portage.fieldwork.api.order_urls")),
    path("", include("portage.needs.api.urls")),
    path("", include("portage.forum.api.urls")),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name=PAGE), name="docs"),
]
