"""Doors of the law: every rule that a page shows can be read whole at `contracts:law` CODE, anchor #KEY of the rule."""

from django.urls import path

from ..views import law

urlpatterns = [
    path("law/", law.laws, name="laws"),
    path("law/dates/", law.explain_dates, name="explain_dates"),
    path("law/<str:code>/", law.law, name="law"),
    path("law/<str:code>/<slug:key>/", law.correct, name="correct_rule"),
]
