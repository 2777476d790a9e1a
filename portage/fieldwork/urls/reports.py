"""Addresses of reports and their sections, of the device on which they are written, and of what they add up to."""

from django.urls import path

from ..views import activity, correcting, device, files, lists, mirror, reports, sections, writing

REPORT, SECTION, ACTION = "reports/<uuid:pk>/", "sections/<uuid:pk>/", "actions/<uuid:pk>/"

urlpatterns = [
    path("reports/write/", writing.write, name="write_report"),
    path("reports/on-this-device/", writing.queue, name="queue"),
    path("reports/shell/", writing.shell, name="shell"),
    path("app.webmanifest", device.manifest, name="manifest"),
    path("service-worker.js", device.worker, name="worker"),
    path("reports/", lists.reports, name="reports"),
    path("reports/export.<str:form>", lists.export_reports, name="export_reports"),
    path("reports/files/<uuid:pk>/", files.report_file, name="report_file"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}correct/", correcting.correct_report, name="correct_report"),
    path("sections/", lists.sections, name="sections"),
    path("sections/export.<str:form>", lists.export_sections, name="export_sections"),
    path("sections/files/<uuid:pk>/", files.section_file, name="section_file"),
    path("activity/", activity.activity, name="activity"),
    path("activity/export.<str:form>", activity.export_activity, name="export_activity"),
    path("mirror/", mirror.mirrors, name="mirrors"),
    path("mirror/of/<uuid:pk>/", mirror.mirror, name="mirror"),
    path(SECTION, sections.section, name="section"),
    path(f"{SECTION}section.pdf", sections.print_section, name="print_section"),
    path(f"{SECTION}acknowledge/", sections.acknowledge_section, name="acknowledge_section"),
    path(f"{SECTION}answer/", sections.section_remarks, name="section_remarks"),
    path(f"{SECTION}actions/", sections.section_actions, name="section_actions"),
    path(f"{SECTION}correct/", correcting.correct_section, name="correct_section"),
    path(f"{ACTION}take/", sections.take_action, name="take_action"),
    path(f"{ACTION}move/", sections.move_action, name="move_action"),
    path(f"{ACTION}done/", sections.finish_action, name="finish_action"),
    path(f"{ACTION}drop/", sections.drop_action, name="drop_action"),
]
