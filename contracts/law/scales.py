"""Which scale of notice applies to a contract: the law's, the contract's, or the longer of both.

* indefinite and moral: the law's minimum binds, a contract may only lengthen it; when nothing is agreed, the default
  scale where the law has one (NL 7:437), else the minimum;
* renewable: where the clause leaves the contract fixed-term (FR, Cass. com. 13 Nov. 2003) the notice is contractual and
  the model adopts the law's scale; anywhere else the law's minimum is taken to bind.

Month ends: indefinite by the law's rule unless agreed otherwise; renewable only if the contract says so.
"""

from dataclasses import dataclass

from .notice import NoticeScale, length_at
from .records import Jurisdiction, Rule

RENEWABLE, INDEFINITE, MORAL = "renewable", "indefinite", "moral"
NATURES = (RENEWABLE, INDEFINITE, MORAL)
STAYS_FIXED_TERM = "stays_fixed_term"
COUNTS_AS_INDEFINITE = "counts_as_indefinite"
RENEWAL_CHOICES = (STAYS_FIXED_TERM, COUNTS_AS_INDEFINITE)

# Where a length comes from.
LAW, CONTRACT, MODEL = "law", "contract", "model"


@dataclass(frozen=True)
class AppliedScale:
    """The scale used and why. `agreed` None: nothing was agreed. `legal` None: the law's is not established.

    `rule` is the record of the legal scale, `month_end_rule` that of the month end (None: contract or no rule).
    """

    scale: NoticeScale
    nature: str
    agreed: tuple[int, ...] | None
    legal: tuple[int, ...] | None
    rule: Rule | None
    binding: bool
    month_end_rule: Rule | None = None

    def origin(self, year: int) -> str:
        """law, contract or model (the contract adopts the law's figures): whence the length of that year comes."""
        if self.agreed is None:
            return LAW if self.binding else MODEL
        law = length_at(self.legal, year) if self.legal and self.binding else None
        return LAW if law is not None and law > length_at(self.agreed, year) else CONTRACT


def applied_scale(
    law: Jurisdiction,
    *,
    nature: str,
    agreed: tuple[int, ...] | None = None,
    to_month_end: bool | None = None,
    renewal_choice: str | None = None,
) -> AppliedScale:
    """The scale that gives the dates; raises UnknownRule when nothing is agreed and the law's is not established.

    `to_month_end` None: as the law says for indefinite, no for renewable. Whether an agreed scale may be so short is
    for `checks`; here the longer applies, year by year, when the law binds.
    """
    rule = _legal_rule(law, nature, agreed)
    legal = None if rule is None else scale_of(rule)
    binding = minimum_binds(law, nature, renewal_choice)
    if agreed is None:
        months = legal or law.rule("notice_months").value
    else:
        months = longer(agreed, legal) if binding and legal else agreed
    ends, end_rule = _month_end(law, nature, to_month_end)
    return AppliedScale(NoticeScale(tuple(months), ends), nature, agreed, legal, rule, binding, end_rule)


def minimum_binds(law: Jurisdiction, nature: str, renewal_choice: str | None = None) -> bool:
    """Whether the law's minimum notice binds: always, except a renewable contract that stays fixed-term.

    A choice recorded by a person counts only where the law's own answer is not established.
    """
    if nature not in NATURES:
        raise ValueError(f"{nature!r} is not one of {', '.join(NATURES)}")
    return nature != RENEWABLE or law.value("renewal_clause_effect", renewal_choice) != STAYS_FIXED_TERM


def scale_of(rule: Rule) -> tuple[int, ...]:
    """Months by year begun, from `notice_months` (already so) or `notice_default_months`.

    `{"base": 4, "after_years": {"3": 5, "6": 6}}` is 4, 4, 4, 5, 5, 5, 6: after three years means from the fourth.
    """
    if rule.key == "notice_months":
        return rule.value
    steps = {int(years): months for years, months in rule.value.get("after_years", {}).items()}
    scale = [rule.value["base"]]
    for completed in range(1, max(steps, default=0) + 1):
        scale.append(steps.get(completed, scale[-1]))
    return tuple(scale)


def longer(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """Year by year the longer of two scales."""
    years = range(1, max(len(one), len(other)) + 1)
    return tuple(max(length_at(one, year), length_at(other, year)) for year in years)


def shorter_years(scale: tuple[int, ...], minimum: tuple[int, ...]) -> tuple[int, ...]:
    """The years of contract in which a scale is shorter than a minimum (the last one stands for all later)."""
    years = range(1, max(len(scale), len(minimum)) + 1)
    return tuple(year for year in years if length_at(scale, year) < length_at(minimum, year))


def _legal_rule(law: Jurisdiction, nature: str, agreed: tuple[int, ...] | None) -> Rule | None:
    """The record that holds the legal scale, None when it is not established."""
    nothing_agreed = agreed is None and nature != RENEWABLE
    keys = ("notice_default_months", "notice_months") if nothing_agreed else ("notice_months",)
    found = (law.find(key) for key in keys)
    return next((rule for rule in found if rule and rule.value is not None), None)


def _month_end(law: Jurisdiction, nature: str, agreed: bool | None) -> tuple[bool, Rule | None]:
    if agreed is not None or nature == RENEWABLE:
        return bool(agreed), None
    rule = law.find("notice_ends_with_month")
    return bool(rule and rule.value), rule
