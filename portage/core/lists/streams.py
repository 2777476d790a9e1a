"""A long answer sent in pieces as they are made, under WSGI and under ASGI alike."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from itertools import islice

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import override


async def _in_threads(pieces: Iterator[str]) -> AsyncIterator[str]:
    """Each piece is made in the request's thread: the loop goes on meanwhile, and the database stays where it was."""
    while (piece := await sync_to_async(partial(next, pieces, None))()) is not None:
        yield piece


def download(request: HttpRequest, pieces: Iterator[str], *, name: str, media_type: str) -> StreamingHttpResponse:
    """The pieces as a file to keep, under `name`; never sniffed, never kept by caches."""
    body = _in_threads(pieces) if isinstance(request, ASGIRequest) else pieces
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(body, content_type=media_type, headers=headers)


def spoken(lines: Iterator[str], language: str, together: int = 500) -> Iterator[str]:
    """The lines in pieces, each made in the reader's language: the middleware has left it when the answer streams."""
    while True:
        with override(language):
            piece = "".join(islice(lines, together))
        if not piece:
            return
        yield piece
