"""Doors of fieldwork."""

from django.urls import path

from .views import correcting, device, files, lists, market, merging, prospect, prospects, reports, sections, writing
from .views import orders, sections

app_name = "fieldwork"
REPORT, SECTION, ACTION = "reports/<uuid:pk>/", "sections/<uuid:pk>/", "actions/<uuid:pk>/"

urlpatterns = [
    path("prospects/", prospects.prospects, name="prospects"),
    path("prospects/of/<uuid:pk>/", prospects.board, name="board"),
    path("prospects/of/<uuid:pk>/table/", prospects.table, name="prospects_table"),
    path("prospects/of/<uuid:pk>/export.<str:form>", prospects.export, name="export_prospects"),
    path("prospects/of/<uuid:pk>/stages/<str:stage>/", prospects.column, name="prospects_column"),
    path("prospects/of/<uuid:pk>/add/", prospect.add, name="add_prospect"),
    path("prospects/<uuid:pk>/", prospect.prospect, name="prospect"),
    path("prospects/<uuid:pk>/move/", prospect.move, name="move_prospect"),
    path("customers/duplicates/", merging.duplicates, name="duplicates"),
    path("customers/<uuid:pk>/merge/<uuid:gone>/", merging.merge, name="merge_customers"),
    path("market/", market.market, name="market"),
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
    path("orders/<uuid:pk>/", orders.order, name="order"),
from .views import answering, declaring, orders, recording, sections

app_name = "fieldwork"
ORDER = "orders/<uuid:pk>/"

urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("orders/export.<str:form>", orders.export_orders, name="export_orders"),
    path("orders/record/", recording.record_order, name="record_order"),
    path("orders/record-direct/", recording.record_direct_order, name="record_direct_order"),
    path("orders/disputes/<uuid:pk>/settle/", answering.settle_dispute, name="settle_order_dispute"),
    path(ORDER, orders.order, name="order"),
    path(f"{ORDER}commission/", orders.order_commission, name="order_commission"),
    path(f"{ORDER}accept/", answering.accept_order, name="accept_order"),
    path(f"{ORDER}refuse/", answering.refuse_order, name="refuse_order"),
    path(f"{ORDER}withdraw/", answering.withdraw_order, name="withdraw_order"),
    path(f"{ORDER}write/", answering.remark_on_order, name="remark_on_order"),
    path(f"{ORDER}dispute/", answering.dispute_order, name="dispute_order"),
    path(f"{ORDER}deliver/", declaring.deliver_order, name="deliver_order"),
    path(f"{ORDER}invoice/", declaring.declare_invoice, name="declare_invoice"),
    path(f"{ORDER}payment/", declaring.declare_payment, name="declare_payment"),
    path(f"{ORDER}credit-note/", declaring.declare_credit, name="declare_credit"),
    path(f"{ORDER}lost/", declaring.declare_lost, name="declare_lost"),
    path("sections/<uuid:pk>/", sections.section, name="section"),
]
