"""Whether a stored document still stands, from the examination of its bytes. Pure."""

from portage.core.seals import Report

SEAL = "seal"


def problem(report: Report) -> str:
    """ "" for a document that stands: unsigned ones whose hash is right, and sealed ones whose every signature stands.

    altered (a signature does not stand, or something was added), authority (sealed by a name of ours that our certificates do
    not confirm: SIGNING_ROOTS lacks one), unreadable.
    """
    if report.state in {"ours", "mixed"}:
        return ""
    if report.state == "altered":
        return "altered"
    if report.state != "foreign":
        return "unreadable"
    first = report.signatures[0] if report.signatures else None
    return "authority" if first and first.kind == SEAL and first.field == SEAL else ""
