"""Addresses of a negotiation, below one contract."""

from django.urls import path

from ..views import compare, negotiation, proposing

POINT = "<uuid:pk>/negotiation/<slug:subject>/"

urlpatterns = [
    path("<uuid:pk>/negotiation/", negotiation.negotiation, name="negotiation"),
    path(POINT, negotiation.negotiation, name="point"),
    path(f"{POINT}propose/", proposing.propose, name="propose_article"),
    path(f"{POINT}keep/", negotiation.keep, name="keep_typing"),
    path(f"{POINT}answer/", negotiation.answer, name="answer_point"),
    path(f"{POINT}comment/", negotiation.comment, name="comment_point"),
    path("<uuid:pk>/versions/<int:older>/compare/<int:newer>/", compare.compare, name="compare"),
    path("<uuid:pk>/versions/<int:older>/compare/<int:newer>/redline.pdf", compare.redline, name="redline"),
]
