"""Addresses of contracts in the API."""

from django.urls import path

from . import contracts, dates, notices, papers, steps, texts, verbs, working

ONE = "contracts/<uuid:pk>/"
WORKING = "models/<uuid:pk>/working/"

urlpatterns = [
    path("contracts/", contracts.Contracts.as_view(), name="contracts"),
    path(ONE, contracts.OneContract.as_view(), name="contract"),
    path(f"{ONE}checks/", contracts.Checks.as_view(), name="checks"),
    path(f"{ONE}versions/<int:number>/", contracts.OneVersion.as_view(), name="version"),
    path(f"{ONE}products/", steps.Products.as_view(), name="set_products"),
    path(f"{ONE}territory/", steps.Territory.as_view(), name="set_territory"),
    path(f"{ONE}tasks/", steps.Tasks.as_view(), name="set_tasks"),
    path(f"{ONE}commission/", steps.Commission.as_view(), name="set_commission"),
    path(f"{ONE}duration/", steps.Duration.as_view(), name="set_duration"),
    path(f"{ONE}law/", steps.Law.as_view(), name="set_law"),
    path(f"{ONE}choices/", verbs.Choices.as_view(), name="choices"),
    path(f"{ONE}propose/", verbs.Propose.as_view(), name="propose"),
    path(f"{ONE}approve/", verbs.Approve.as_view(), name="approve"),
    path(f"{ONE}reopen/", verbs.Reopen.as_view(), name="reopen"),
    path(f"{ONE}withdraw/", verbs.Withdraw.as_view(), name="withdraw"),
    path(f"{ONE}confirm/", verbs.Confirm.as_view(), name="confirm"),
    path(f"{ONE}sign/", verbs.Sign.as_view(), name="sign"),
    path(f"{ONE}notice/preview/", notices.NoticePreview.as_view(), name="notice_preview"),
    path(f"{ONE}notice/", notices.Notices.as_view(), name="give_notice"),
    path(f"{ONE}end/propose/", verbs.ProposeEnd.as_view(), name="propose_end"),
    path(f"{ONE}end/accept/", verbs.AcceptEnd.as_view(), name="accept_end"),
    path(f"{ONE}end/default/", verbs.SeriousDefault.as_view(), name="end_for_default"),
    path("notices/<uuid:pk>/", notices.OneNotice.as_view(), name="notice"),
    path("notices/<uuid:pk>/receipt/", notices.Receipt.as_view(), name="receipt"),
    path("documents/<uuid:pk>/", papers.OneDocument.as_view(), name="document"),
    path("documents/<uuid:pk>/file/", papers.DocumentFile.as_view(), name="document_file"),
    path("models/", texts.Models.as_view(), name="models"),
    path("models/<uuid:pk>/", texts.OneModel.as_view(), name="model"),
    path("models/<uuid:pk>/versions/", texts.Publish.as_view(), name="publish_model"),
    path("models/<uuid:pk>/versions/<int:number>/", texts.OneModelVersion.as_view(), name="model_version"),
    path("models/<uuid:pk>/copies/", texts.Copy.as_view(), name="copy_model"),
    path("models/<uuid:pk>/check/", working.CheckModel.as_view(), name="model_check"),
    path("models/<uuid:pk>/preview/", working.PreviewModel.as_view(), name="model_preview"),
    path("models/<uuid:pk>/compare/", working.CompareModel.as_view(), name="model_compare"),
    path("models/<uuid:pk>/uses/", working.UsesOfModel.as_view(), name="model_uses"),
    path("models/<uuid:pk>/rename/", working.RenameModel.as_view(), name="model_rename"),
    path("models/<uuid:pk>/archive/", working.ArchiveModel.as_view(), name="model_archive"),
    path(WORKING, working.Working.as_view(), name="working_copy"),
    path(f"{WORKING}articles/", working.WorkingArticles.as_view(), name="working_articles"),
    path(f"{WORKING}articles/<slug:key>/", working.OneWorkingArticle.as_view(), name="working_article"),
    path(f"{WORKING}languages/", working.WorkingLanguages.as_view(), name="working_languages"),
    path(f"{WORKING}publish/", working.PublishWorking.as_view(), name="working_publish"),
    path("explain-dates/", dates.ExplainDates.as_view(), name="explain_dates"),
]
