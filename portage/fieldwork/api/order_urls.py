"""Addresses of orders in the API."""

from django.urls import path

from . import bulk, orders

ORDER = "orders/<uuid:pk>/"

urlpatterns = [
    path("orders/", orders.Orders.as_view(), name="orders"),
    path("orders/direct/", orders.DirectOrders.as_view(), name="direct_orders"),
    path(ORDER, orders.OneOrder.as_view(), name="order"),
    path(f"{ORDER}accept/", orders.Accept.as_view(), name="accept_order"),
    path(f"{ORDER}refuse/", orders.Refuse.as_view(), name="refuse_order"),
    path(f"{ORDER}withdraw/", orders.Withdraw.as_view(), name="withdraw_order"),
    path(f"{ORDER}remarks/", orders.Remarks.as_view(), name="order_remarks"),
    path(f"{ORDER}disputes/", orders.Disputes.as_view(), name="order_disputes"),
    path("orders/disputes/<uuid:pk>/settle/", orders.Settle.as_view(), name="settle_order_dispute"),
    path(f"{ORDER}deliveries/", orders.Deliveries.as_view(), name="order_deliveries"),
    path(f"{ORDER}invoices/", orders.Invoices.as_view(), name="order_invoices"),
    path(f"{ORDER}payments/", orders.Payments.as_view(), name="order_payments"),
    path(f"{ORDER}credits/", orders.Credits.as_view(), name="order_credits"),
    path(f"{ORDER}lost/", orders.Lost.as_view(), name="order_lost"),
    path("invoices/bulk/", bulk.BulkInvoices.as_view(), name="bulk_invoices"),
    path("payments/bulk/", bulk.BulkPayments.as_view(), name="bulk_payments"),
]
