"""Texts in several languages: tags that exist, and names that can be seen and printed."""

import re
import unicodedata
from collections.abc import Mapping

from babel import localedata
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\Z")
# Joiners belong to the writing of some languages; other invisible characters hide or reorder what stands beside them.
JOINERS = "\u200c\u200d"


def is_tag(tag: str) -> bool:
    """Whether `tag` is a language tag (BCP 47, its short forms) of a language that is known: fr, pt-BR."""
    return bool(TAG.match(tag)) and localedata.exists(tag.partition("-")[0])


def can_be_seen(text: str) -> bool:
    """Whether there is a letter or a figure in it, and nothing that hides or reorders."""
    kinds = [unicodedata.category(character) for character in text if character not in JOINERS]
    return not {"Cc", "Cf"} & set(kinds) and any(kind[0] in "LN" for kind in kinds)


def check_line(text: str) -> None:
    """Raise ValidationError for a line with a break in it, or a character that hides or reorders what stands beside it."""
    kinds = {unicodedata.category(character) for character in text if character not in JOINERS}
    if {"Cc", "Cf", "Zl", "Zp"} & kinds:
        raise ValidationError(
            _("This holds a character that cannot be seen and hides or reorders others: type it again without it."),
            code="unseen_character",
        )


def check_text(text: str) -> None:
    """The same for a text of several lines, of which breaks and tabs are a part."""
    check_line(text.translate({ord(character): " " for character in "\n\r\t"}))


def check_names(names: object) -> None:
    """Raise ValidationError unless `names` is {language tag: a name that can be seen}."""
    if not isinstance(names, Mapping) or not all(isinstance(name, str) for name in names.values()):
        raise ValidationError(_("Give one name for each language."), code="bad_names")
    for tag, name in names.items():
        if not is_tag(tag):
            raise ValidationError(_("“%(tag)s” is no language."), code="bad_language", params={"tag": str(tag)[:20]})
        if name and not can_be_seen(name):
            raise ValidationError(
                _("A name has letters or figures, and no character that hides or reorders them."), code="unseen_name"
            )
