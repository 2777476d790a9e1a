"""What a person had typed, for pages that say that it was not recorded: no long text is lost with an error."""

from django.http import HttpRequest

HIDDEN = ("csrf", "password", "passphrase", "token", "secret")


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Fields and values of the request, without what must stay secret; nothing when it cannot be read."""
    if request.method != "POST":
        return []
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # too big, malformed, cut off: that is told elsewhere
        return []
    return [(name, value) for name, value in pairs if value.strip() and not secret(name)]


def secret(name: str) -> bool:
    """Whether the field `name` holds something that a page must never show again (`code` is a second factor)."""
    return name == "code" or any(word in name.lower() for word in HIDDEN)
