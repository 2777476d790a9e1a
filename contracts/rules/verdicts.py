"""What a file is, in one word, from what it says of itself and from whether these very bytes were made here. Pure.

| verdict | means |
|---|---|
| `signed` | sealed by this platform, signed by everybody it was prepared for, nothing changed since |
| `waiting` | the same, but a field still waits for its signature |
| `sealed` | sealed by this platform, nobody was to sign it, nothing changed since |
| `mixed` | sealed by this platform and intact, with a signature made elsewhere that it does not vouch for |
| `altered` | it bears our seal, and is no longer what was sealed |
| `made` | without a seal, but these exact bytes were made here |
| `signed_elsewhere` | signed, but not here |
| `unknown` | a PDF, neither sealed nor made here |
| `kept` | stored here, exactly as a party handed it in: the platform vouches for nothing in it |
| `damaged` | stored here, and its bytes are gone, or are not those that were stored |
| `encrypted`, `unreadable`, `too_large`, `too_long` | it could not be read |

`kept` and `damaged` are told of stored files only, to who may see the contract. To strangers nothing else is told. Whether a later state of the same file exists, whether the contract is in force, who else holds it: a stranger
learns it from no verdict, because the word depends on the file in hand alone.
"""

from portage.core.seals import Report

GOOD = frozenset({"signed", "sealed", "made"})
BAD = frozenset({"altered", "damaged"})
# What is said of a stranger's file, and not of one that a party handed in and that is stored as it came.
FOREIGN = frozenset({"unknown", "signed_elsewhere", "encrypted", "unreadable"})


def verdict(report: Report, *, made_here: bool) -> str:
    """One word of the table."""
    if report.state == "ours":
        return _ours(report)
    if report.state in {"mixed", "altered", "too_large", "too_long"}:
        return report.state
    if made_here:
        return "made"
    if report.state == "unreadable":
        return "encrypted" if report.problem == "encrypted" else "unreadable"
    return "signed_elsewhere" if report.signatures else "unknown"


def of_stored(report: Report | None, *, made_here: bool) -> str:
    """The same for a file that is stored here; no report: its bytes could not be read."""
    if report is None:
        return "damaged"
    word = verdict(report, made_here=made_here)
    return "kept" if word in FOREIGN else word


def _ours(report: Report) -> str:
    if report.empty:
        return "waiting"
    return "signed" if any(row.kind == "signature" for row in report.signatures) else "sealed"
