"""Addresses of fieldwork in the API."""

from django.urls import path

from . import activity, companies, filing, following, mirror, prospects, reading, reports

REPORT, SECTION = "reports/<uuid:pk>/", "sections/<uuid:pk>/"

urlpatterns = [
    path("reports/", reports.Reports.as_view(), name="reports"),
    path("reports/writing/", filing.Writing.as_view(), name="writing_reports"),
    path("reports/filed/<uuid:key>/", filing.FiledReport.as_view(), name="filed_report"),
    path("report-drafts/", filing.Drafts.as_view(), name="drafts"),
    path("report-drafts/<uuid:key>/", filing.OneDraft.as_view(), name="draft"),
    path(REPORT, reading.OneReport.as_view(), name="report"),
    path(f"{REPORT}corrections/", following.CorrectReport.as_view(), name="correct_report"),
    path(f"{REPORT}files/<uuid:photo>/", filing.ReportFile.as_view(), name="report_file"),
    path("report-files/<uuid:pk>/", reading.ReportBytes.as_view(), name="report_file_bytes"),
    path("sections/", reading.Sections.as_view(), name="sections"),
    path(SECTION, reading.OneSection.as_view(), name="section"),
    path(f"{SECTION}file/", reading.PrintedSection.as_view(), name="print_section"),
    path(f"{SECTION}acknowledge/", following.Acknowledge.as_view(), name="acknowledge_section"),
    path(f"{SECTION}remarks/", following.Remarks.as_view(), name="section_remarks"),
    path(f"{SECTION}actions/", following.Actions.as_view(), name="section_actions"),
    path(f"{SECTION}corrections/", following.CorrectSection.as_view(), name="correct_section"),
    path(f"{SECTION}files/<uuid:photo>/", filing.SectionFile.as_view(), name="section_file"),
    path("section-files/<uuid:pk>/", reading.SectionBytes.as_view(), name="section_file_bytes"),
    path("actions/<uuid:pk>/events/", following.ActionEvents.as_view(), name="action_events"),
    path("prospects/", prospects.Prospects.as_view(), name="prospects"),
    path("prospects/<uuid:pk>/", prospects.OneProspect.as_view(), name="prospect"),
    path("prospects/<uuid:pk>/moves/", prospects.Move.as_view(), name="move_prospect"),
    path("contracts/<uuid:pk>/funnel/", prospects.Funnel.as_view(), name="funnel"),
    path("contracts/<uuid:pk>/mirror/", mirror.OneMirror.as_view(), name="mirror"),
    path("mirrors/", mirror.Mirrors.as_view(), name="mirrors"),
    path("activity/", activity.Activity.as_view(), name="activity"),
    path("market/", prospects.MarketKnowledge.as_view(), name="market"),
    path("customers/duplicates/", prospects.Duplicates.as_view(), name="duplicates"),
    path("customers/companies/alike/", companies.CompaniesAlike.as_view(), name="companies_alike"),
    path("customers/companies/<uuid:pk>/part/", companies.PartCompanies.as_view(), name="part_companies"),
    path("customers/<uuid:pk>/company/", companies.Company.as_view(), name="company"),
    path("customers/<uuid:pk>/merge/", prospects.Merge.as_view(), name="merge_customers"),
]
