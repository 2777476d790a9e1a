"""Addresses of prospects, of customers recorded twice, and of what is known of markets."""

from django.urls import path

from ..views import companies, market, merging, prospect, prospects

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
    path("customers/<uuid:pk>/company/", companies.company, name="company"),
    path("customers/<uuid:pk>/company/<uuid:other>/", companies.say, name="say_same_company"),
    path("customers/companies/<uuid:pk>/part/", companies.part, name="part_companies"),
    path("market/", market.market, name="market"),
]
