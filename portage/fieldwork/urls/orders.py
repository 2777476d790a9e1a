"""Addresses of orders."""

from django.urls import path

from ..views import answering, declaring, orders, recording

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
]
