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
| `encrypted`, `unreadable`, `too_large`, `too_long` | it could not be read |

Nothing else is told. Whether a later state of the same file exists, whether the contract is in force, who else holds it: a stranger
learns it from no verdict, because the word depends on the file in hand alone.
"""

from portage.core.seals import Report

GOOD = frozenset({"signed", "sealed", "made"})
BAD = frozenset({"altered"})


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


def _ours(report: Report) -> str:
    if report.empty:
        return "waiting"
    return "signed" if any(row.kind == "signature" for row in report.signatures) else "sealed"
