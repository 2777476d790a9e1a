"""Checks of identifiers, done by python-stdnum and the time zone database, not by hand."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import lei
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.fr import siren, siret


def _check(module: Any, value: str, message: Any) -> None:
    try:
        module.validate(value)
    except BadNumber as error:
        raise ValidationError(message, code="bad_identifier", params={"value": value}) from error


def check_siren(value: str) -> None:
    """Nine digits with a Luhn check digit (INSEE)."""
    _check(siren, value, _("“%(value)s” is not a SIREN: nine digits, the last one checks the others."))


def check_siret(value: str) -> None:
    """A SIREN and five more digits (INSEE)."""
    _check(siret, value, _("“%(value)s” is not a SIRET: fourteen digits, the last one checks the others."))


def check_vat(value: str) -> None:
    """A VAT number of a member state, with its country prefix (VIES formats)."""
    _check(vat, value, _("“%(value)s” is not a VAT number of a member state, with its country prefix."))


def check_lei(value: str) -> None:
    """Twenty characters, ISO 17442, checked by ISO 7064."""
    _check(lei, value, _("“%(value)s” is not a LEI: twenty characters, the last two check the others."))


def check_agree(number: str, siret_number: str, vat_number: str) -> None:
    """Refuse a SIRET, or a French VAT number, that is of another company than the SIREN: they contain it."""
    if number and siret_number and siret.to_siren(siret_number) != number:
        raise ValidationError(
            {
                "siret": ValidationError(
                    _("This SIRET is not of the company with that SIREN: it begins with it."), code="other_company"
                )
            }
        )
    if number and vat_number.startswith("FR") and not vat_number.endswith(number):
        raise ValidationError(
            {
                "vat": ValidationError(
                    _("This VAT number is not of the company with that SIREN: it ends with it."), code="other_company"
                )
            }
        )


KINDS = {"siren": siren, "siret": siret, "vat": vat, "lei": lei}


def compacted(kind: str, value: str) -> str:
    """An identifier as it is kept: without the spaces and dots that people type for reading. What is none stays as it
    was typed: its check says so."""
    try:
        return KINDS[kind].compact(value) if value else ""
    except BadNumber:
        return value


def check_time_zone(value: str) -> None:
    """A name of the IANA time zone database."""
    if value not in available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone."), code="bad_time_zone", params={"value": value})
