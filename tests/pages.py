"""How tests come through doors: a browser signed in as somebody of the cast."""

import json
import re
from collections.abc import Iterable

from django.test import Client
from django.utils import timezone, translation

from portage.network.models import Membership
from tests.cast import second_factor


def browse(membership: Membership | None, **headers: str) -> Client:
    """A client signed in as this member, with a second factor, acting for their organisation; anonymous for None."""
    client = Client(headers=headers or None)
    if membership is not None:
        second_factor(membership.person)
        client.force_login(membership.person)
        session = client.session
        session["acting"] = str(membership.pk)
        session.save()
    return client


def answers(url: str, members: Iterable[Membership | None], *, method: str = "get", data: dict | None = None) -> dict:
    """{name of the member: status of the answer} of one address."""
    told = {}
    for membership in members:
        response = getattr(browse(membership), method)(url, data or {})
        told[membership.person.name if membership else ""] = response.status_code
    translation.activate("en")
    timezone.deactivate()
    return told


def same_as_absent(client: Client, url: str, absent: str) -> bool:
    """Whether a foreign thing is answered as one that does not exist: same status, same body but for the request's id."""
    foreign, missing = client.get(url), client.get(absent)
    ids = [response.headers["X-Request-ID"].encode() for response in (foreign, missing)]
    bodies = [response.content.replace(own, b"") for response, own in zip((foreign, missing), ids, strict=True)]
    bodies = [body.replace(path.encode(), b"") for body, path in zip(bodies, (url, absent), strict=True)]
    tokens = [_token(response) for response in (foreign, missing)]
    bodies = [body.replace(token, b"") for body, token in zip(bodies, tokens, strict=True)]
    return foreign.status_code == missing.status_code == 404 and _plain(bodies[0]) == _plain(bodies[1])


def _token(response) -> bytes:
    return (response.context and str(response.context.get("csrf_token", "")).encode()) or b"\x00"


def _plain(body: bytes) -> bytes:

    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", body)


def call(membership: Membership | None, method: str, url: str, data: object = None, **headers: str):
    """One request of the API as this member: the response, with `.json()`."""
    client = browse(membership, **headers)
    response = client.generic(
        method.upper(), url, json.dumps(data or {}) if data is not None else "", content_type="application/json"
    )
    translation.activate("en")
    timezone.deactivate()
    return response
