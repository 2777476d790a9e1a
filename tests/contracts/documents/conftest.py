"""Each PDF is made once for all the tests that read it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from contracts.documents import pdf, render

from .sample import models, sample

NOON = datetime(2026, 2, 16, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def contract_pdf() -> Callable[[str], bytes]:
    """The sample contract in French, English or both, as PDF."""
    made: dict[str, bytes] = {}

    def make(mode: str) -> bytes:
        if mode not in made:
            data = sample(mode)
            html = render.contract_html(data, models())
            files = [render.attachment(data)]
            made[mode] = pdf.write(html, created=NOON, language=data.language.tags[0], attachments=files)
        return made[mode]

    return make
