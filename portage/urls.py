"""The addresses of the product: one line for each domain, which keeps its own below."""

from django.urls import include, path

urlpatterns = [
    path("", include("portage.home.urls")),
    path("", include("portage.core.urls")),
    path("", include("portage.network.urls")),
    path("", include("portage.catalogue.urls")),
    path("contracts/", include("contracts.urls")),
    path("", include("portage.fieldwork.urls")),
    path("", include("portage.needs.urls")),
    path("", include("portage.forum.urls")),
    path("commission/", include("portage.commission.urls")),
    path("", include("portage.privacy.urls")),
    path("api/v1/", include("portage.api_urls")),
    path("accounts/", include("portage.network.accounts.urls")),
    path("language/", include("django.conf.urls.i18n")),
]

handler400 = "portage.core.refusals.pages.bad_request"
handler403 = "portage.core.refusals.pages.forbidden"
handler404 = "portage.core.refusals.pages.not_found"
handler429 = "portage.core.refusals.pages.too_many"
handler500 = "portage.core.refusals.pages.server_error"
