"""One contract, one sequence of bytes: the JSON attached to its PDF, and the hash that the file and the evidence name.

Sorted keys, no spaces, UTF-8, no floating point: Decimals are strings in plain notation without trailing zeros, dates ISO 8601.
"""

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .data import ContractData

SCHEMA = "portage.contract/1"


class BadData(ValueError):
    """The bytes are not the canonical JSON of a contract; the message names the field."""


def canonical_json(data: ContractData) -> bytes:
    """The only spelling of this contract's data."""
    plain = {"schema": SCHEMA, "contract": _plain(data)}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(data: ContractData) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(data)).hexdigest()


def from_json(raw: bytes) -> ContractData:
    """The contract that `canonical_json` wrote; BadData on anything else, unknown or missing fields included."""
    try:
        plain = json.loads(raw, parse_float=_no_float)
    except (ValueError, RecursionError) as error:
        raise BadData(f"not JSON: {error}") from error
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA or set(plain) != {"schema", "contract"}:
        raise BadData(f"schema: expected {SCHEMA}")
    return build(plain["contract"])


def build(plain: Any) -> ContractData:
    """The contract of already decoded JSON (the "contract" member); BadData when a field is unknown or missing."""
    return _build(ContractData, plain, "contract")


def _no_float(text: str) -> float:
    raise BadData(f"a floating point number: {text}")


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise BadData(f"not a finite number: {value}")
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise BadData(f"cannot be written: {type(value).__name__}")


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, plain: Any, where: str) -> Any:
    """The value of type `kind` written as `plain`; `where` names the field in errors."""
    if dataclasses.is_dataclass(kind):
        return _build_record(kind, plain, where)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        return None if plain is None else _build(inner[0], plain, where)
    if origin is tuple:
        return tuple(_build(inner[0], item, f"{where}[{i}]") for i, item in enumerate(_of(list, plain, where)))
    if origin is not None:
        return {key: _build(inner[1], item, f"{where}.{key}") for key, item in _of(dict, plain, where).items()}
    if kind in (Decimal, date):
        return _build_scalar(kind, _of(str, plain, where), where)
    return _of(kind, plain, where)


def _build_record(kind: Any, plain: Any, where: str) -> Any:
    hints = _hints(kind)
    if set(_of(dict, plain, where)) != set(hints):
        raise BadData(f"{where}: fields {sorted(set(plain) ^ set(hints))} missing or unknown")
    return kind(**{name: _build(hint, plain[name], f"{where}.{name}") for name, hint in hints.items()})


def _build_scalar(kind: Any, text: str, where: str) -> Any:
    try:
        return date.fromisoformat(text) if kind is date else Decimal(text)
    except (ValueError, ArithmeticError) as error:
        raise BadData(f"{where}: {text!r} is not a {kind.__name__.lower()}") from error


def _of(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadData(f"{where}: expected {kind.__name__}, read {type(value).__name__}")
    return value
