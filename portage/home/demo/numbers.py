"""Registrations for the demonstration: well formed, so that every check holds, and belonging to nobody.

The French ones begin with 00, which INSEE gives to no company.
"""

from stdnum import luhn


def siren(stem: str) -> str:
    """Nine digits: the eight of `stem` and the one that checks them."""
    return stem + luhn.calc_check_digit(stem)


def siret(of: str, establishment: str = "0001") -> str:
    """Fourteen digits: a SIREN, the number of an establishment, and the digit that checks all."""
    return of + establishment + luhn.calc_check_digit(of + establishment)


def french_vat(of: str) -> str:
    """FR, the two-digit key of the SIREN, the SIREN."""
    return f"FR{(12 + 3 * (int(of) % 97)) % 97:02d}{of}"


def french(stem: str) -> dict[str, str]:
    """The three identifiers of a French company."""
    number = siren(stem)
    return {"siren": number, "siret": siret(number), "vat": french_vat(number)}


def polish_vat(turn: int) -> str:
    """PL and a NIP that begins with 000, which no tax office gives: nine digits and the one that checks them."""
    weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
    for stem in range(turn * 100, turn * 100 + 100):
        digits = f"{stem:09d}"
        check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check < 10:
            return f"PL{digits}{check}"
    raise AssertionError("unreachable: one number in eleven has no check digit")


def italian_vat(turn: int) -> str:
    """IT, a small number, the office 999 which is of no province, and the digit that checks all."""
    stem = f"{turn:07d}999"
    return f"IT{stem}{luhn.calc_check_digit(stem)}"
