"""HTML of every document of a contract, for `pdf.write` or `pool.render_pdf`: the one door of this package for texts.

contract_html(data, articles, draft=False)   the agent contract, in French, English or both
renewal_html(paper, language)                the certificate of tacit renewal
annulment_html(paper, language)              the certificate that a renewal is annulled
notice_html(paper, language)                 the notice letter
review_file_html(paper, language)            what one side reads before a renewal
attachment(data)                             the contract's data, to be carried by its PDF
"""

from .attached import Attached
from .canonical import canonical_json
from .certificates import annulment_html, renewal_html
from .closing import ATTACHMENT, consent
from .contract import Articles, contract_html
from .data import ContractData
from .letters import notice_html
from .review_file import review_file_html

__all__ = [
    "Articles",
    "annulment_html",
    "attachment",
    "consent",
    "contract_html",
    "notice_html",
    "renewal_html",
    "review_file_html",
]


def attachment(data: ContractData) -> Attached:
    """The canonical JSON as the file that the evidence table names, with the hash it prints."""
    return Attached(ATTACHMENT, canonical_json(data), "Contract data, canonical JSON", "Data")
