"""Identifiers: ordered by time where that reveals nothing, random where order would."""

import uuid

import uuid_utils


def uuid7() -> uuid.UUID:
    """A new identifier that sorts by the time of its making (RFC 9562, version 7): kind to indexes."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


def uuid4() -> uuid.UUID:
    """A random identifier, for things whose order among siblings must stay hidden."""
    return uuid.uuid4()
