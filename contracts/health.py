"""What contracts tell of their health: documents that do not stand, documents that could not be made."""

from datetime import datetime

from portage.core.health.declared import gauge, state
from portage.core.jobs import queries as jobs

from .queries import verification as queries

MAKING = "documents"


def failing(at: datetime) -> int:
    """Failures of the newest reading of each stored document and record of evidence."""
    return len(queries.failing())


def unmade(at: datetime) -> int:
    """Documents, signatures and timestamps whose making failed for good: somebody has to look, then try them again."""
    return jobs.failed_in(MAKING)


def oldest_reading(at: datetime) -> float:
    """Seconds since the documents that were read longest ago were read; infinity while some never were."""
    oldest = queries.oldest_reading()
    return max(0.0, (at - oldest).total_seconds()) if oldest else float("inf")


def word(at: datetime) -> str:
    """The worse of the two: a document that does not stand, then one that could not be made."""
    return "failing" if failing(at) else "unmade" if unmade(at) else "ok"


gauge(
    "portage_documents_failing", "stored documents and records of evidence that did not stand when last read", failing
)
gauge("portage_documents_unmade", "documents and signatures whose making failed for good", unmade)
gauge("portage_documents_oldest_reading_seconds", "time since the document read longest ago was read", oldest_reading)
state("documents", word)
