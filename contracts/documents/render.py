"""HTML of every document of a contract, for `pdf.write` or `pool.render_pdf`: the one door of this package for texts.

contract_html(data, articles, draft=False)   the agent contract, in French, English or both
amendment_html(facts, before, …)             an amendment, with the consolidated text as its annex
consolidated_html(facts, data, articles)     the contract as it reads with its amendments
renewal_html(paper, language)                the certificate of tacit renewal
annulment_html(paper, language)              the certificate that a renewal is annulled
evidence_html(paper, language)               the certificate of who signed what, when and how
notice_html(paper, language)                 the notice letter
review_file_html(paper, language)            what one side reads before a renewal
attachment(data)                             the contract's data, to be carried by its PDF
record_named(paper)                          the end of the record of evidence, to be carried by its certificate
"""

import json

from .amendment import amendment_html, consolidated_html
from .attached import Attached
from .canonical import canonical_json
from .certificates import annulment_html, renewal_html
from .closing import ATTACHMENT, consent
from .contract import Articles, contract_html
from .data import ContractData
from .evidence import evidence_html
from .letters import notice_html
from .papers import EvidenceCertificate
from .review_file import review_file_html

RECORD = "record.json"

__all__ = [
    "RECORD",
    "Articles",
    "amendment_html",
    "annulment_html",
    "attachment",
    "consent",
    "consolidated_html",
    "contract_html",
    "evidence_html",
    "notice_html",
    "record_named",
    "renewal_html",
    "review_file_html",
]


def attachment(data: ContractData) -> Attached:
    """The canonical JSON as the file that the evidence table names, with the hash it prints."""
    return Attached(ATTACHMENT, canonical_json(data), "Contract data, canonical JSON", "Data")


def record_named(paper: EvidenceCertificate) -> Attached:
    """What the certificate says of the record and of the file, for a program: how many events, the digest of the last, the
    hash of each state."""
    told = {
        "events": paper.events,
        "head": paper.head,
        "states": [{"number": row.number, "what": row.what, "sha256": row.sha256} for row in paper.states],
    }
    content = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return Attached(RECORD, content, "End of the record of evidence", "Data")
