"""Doors of the pages that list: the portfolio, its files and kept views, the calendar, the map."""

from django.urls import path

from ..views import calendar, deciding, export, exposure, feed, map, portfolio, views_saved

urlpatterns = [
    path("", portfolio.portfolio, name="portfolio"),
    path("tabs/", portfolio.tabs, name="tabs"),
    path("filters/", portfolio.filters, name="filters"),
    path("export.<slug:form>", export.export, name="export"),
    path("views/", views_saved.save_view, name="save_view"),
    path("views/<uuid:pk>/drop/", views_saved.drop, name="drop_view"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/rows/", calendar.rows, name="calendar_rows"),
    path("calendar/feed/", feed.make, name="make_feed"),
    path("calendar/feed/revoke/", feed.revoke, name="revoke_feed"),
    path("calendar/feed/<str:token>.ics", feed.feed, name="feed"),
    path("exposure/", exposure.exposure, name="exposure"),
    path("renewals/<str:day>/", deciding.renewals, name="renewals"),
    path("map/", map.network_map, name="map"),
]
