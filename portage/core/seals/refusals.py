"""What can stop a seal, a signature, a timestamp, or a file that was handed in. Codes are for programs, details for operators."""


class SealError(Exception):
    """Why cryptography did not do what was asked. `code` is one word for programs; the text says more, for operators."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class NoKey(SealError):
    """The platform has no key to sign with: none is set, or it cannot be read, or others may read it."""


class BadFile(SealError):
    """This file cannot be sealed or signed: unreadable, not intact, no such field, signed already."""


class TimestampAway(SealError):
    """The timestamp authority gave no usable answer: none, garbage, a refusal, or too late. The signature stands."""


class UploadRefused(SealError):
    """A file that somebody handed in is not taken. Codes: see `uploads`."""


class Busy(SealError):
    """All processes that read strangers' files are at work: ask again in a moment."""
