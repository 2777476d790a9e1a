"""The description of the API (OpenAPI): one text for every program, whoever asks.

The names of its shapes come from words that we translate: made in the reader's language they would be others in French.
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SCHEMA_KWARGS, SpectacularAPIView


class Description(SpectacularAPIView):
    """The description in English, the language of its names."""

    @extend_schema(**SCHEMA_KWARGS)
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Words that are translated late are made plain here: what is sent is written later, in the reader's language."""
        with translation.override("en"):
            response: Any = super().get(*args, **kwargs)
            response.data = json.loads(json.dumps(response.data, cls=DjangoJSONEncoder))
        return response
