"""The law of the agent contract and its dates: pure functions over data, without database, clock or words.

Records of law are data (`data/jurisdictions.json`); results are dates, figures and codes, each with its rule. Pages,
letters and the API turn codes into French or English. The rules of counting are in docs/adr/0003.
"""

from .chain import BeforeFirstDay, Chain, years_of
from .checks import check_agreed
from .dates import OutOfCalendar
from .duties import Owed, registration
from .ending import Consequence, consequences, safe_posting_day
from .explain import (
    Explanation,
    Step,
    explain_indefinite_end,
    explain_last_day,
    explain_last_notice_day,
    explain_refusal,
)
from .findings import Agreed, Finding
from .notice import NoticeEffect, NoticeScale, end_indefinite, last_notice_day, refuse_renewal, year_begun
from .pay import Earned, End, Estimate, compensation_estimate, months_of, pay_stands, window_years
from .records import (
    Correction,
    Jurisdiction,
    Rule,
    UnknownJurisdiction,
    UnknownRule,
    country,
    jurisdiction,
    jurisdictions,
)
from .scales import INDEFINITE, MORAL, NATURES, RENEWABLE, AppliedScale, applied_scale
from .shapes import BadRule
from .statements import statement_due_by
from .terms import Term, each_term, term, term_on

__all__ = [
    "INDEFINITE",
    "MORAL",
    "NATURES",
    "RENEWABLE",
    "Agreed",
    "AppliedScale",
    "BadRule",
    "BeforeFirstDay",
    "Chain",
    "Consequence",
    "Correction",
    "Earned",
    "End",
    "Estimate",
    "Explanation",
    "Finding",
    "Jurisdiction",
    "NoticeEffect",
    "NoticeScale",
    "OutOfCalendar",
    "Owed",
    "Rule",
    "Step",
    "Term",
    "UnknownJurisdiction",
    "UnknownRule",
    "applied_scale",
    "check_agreed",
    "compensation_estimate",
    "consequences",
    "country",
    "each_term",
    "end_indefinite",
    "explain_indefinite_end",
    "explain_last_day",
    "explain_last_notice_day",
    "explain_refusal",
    "jurisdiction",
    "jurisdictions",
    "last_notice_day",
    "months_of",
    "pay_stands",
    "refuse_renewal",
    "registration",
    "safe_posting_day",
    "statement_due_by",
    "term",
    "term_on",
    "window_years",
    "year_begun",
    "years_of",
]
