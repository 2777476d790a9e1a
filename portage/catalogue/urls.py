"""Doors of the catalogue."""

from django.urls import path

from .views import products

app_name = "catalogue"

urlpatterns = [
    path("products/", products.listing, name="products"),
    path("products/add/", products.add, name="add_product"),
    path("products/hs-codes/", products.hs_codes, name="hs_codes"),
    path("products/<uuid:pk>/", products.product, name="product"),
    path("products/<uuid:pk>/change/", products.change, name="change_product"),
    path("products/<uuid:pk>/share/", products.share, name="share_product"),
]
