"""Addresses of the catalogue in the API."""

from django.urls import path

from . import api

urlpatterns = [
    path("products/", api.Products.as_view(), name="products"),
    path("products/<uuid:pk>/", api.OneProduct.as_view(), name="product"),
    path("products/<uuid:pk>/readers/", api.Share.as_view(), name="share_product"),
    path("hs-codes/", api.HsCodes.as_view(), name="hs_codes"),
]
