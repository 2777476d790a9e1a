"""What was typed and could not be kept as terms, because it is not valid yet: it waits in the session, for its author only."""

from uuid import UUID

from django.http import QueryDict

from portage.network.doors import Request

KEY = "typed"
MOST_FORMS = 12
MOST_CHARACTERS = 20_000
WRONG = "typed-wrong"
LEFT_OUT = ("csrfmiddlewaretoken", "autosave", "agree")


def keep(request: Request, pk: UUID, name: str, *, wrong: bool = True) -> None:
    """Keep what this POST carries; the oldest forms give way. Not `wrong`: only not typed to its end yet."""
    data = request.POST.copy()
    data[WRONG] = "1" if wrong else ""
    for field in LEFT_OUT:
        data.pop(field, None)
    text = data.urlencode()
    if len(text) > MOST_CHARACTERS:
        return
    kept = request.session.get(KEY, {})
    kept.pop(f"{pk}:{name}", None)
    kept[f"{pk}:{name}"] = text
    request.session[KEY] = dict(list(kept.items())[-MOST_FORMS:])


def kept(request: Request, pk: UUID, name: str) -> QueryDict | None:
    """What was kept for this form, None when nothing waits."""
    text = request.session.get(KEY, {}).get(f"{pk}:{name}")
    return QueryDict(text) if text is not None else None


def forget(request: Request, pk: UUID, name: str) -> None:
    """It was kept as terms, or thrown away."""
    held = request.session.get(KEY, {})
    if held.pop(f"{pk}:{name}", None) is not None:
        request.session[KEY] = held


def names(request: Request, pk: UUID) -> set[str]:
    """The forms of this contract where something wrong waits."""
    held = request.session.get(KEY, {}).items()
    return {key.split(":", 1)[1] for key, text in held if key.startswith(f"{pk}:") and QueryDict(text).get(WRONG)}
