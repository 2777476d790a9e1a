"""Why a binding date is what it is: the steps of its computation, in codes that pages, letters and the API render.

A step has a code, the day reached, parameters (figures, days) and the rule it applies: the record of a law, or None
when the contract's own clause decides. The last step's day is the date explained. The steps follow the engine's own
functions, so that what is shown is what was computed; no step is a sentence, and no country is named here.

| code | parameters |
|---|---|
| `first_day`, `served_on`, `term_last_day` | `number` for a term |
| `months_later`, `months_earlier` | `months`; `clamped`: the day number does not exist there |
| `eve`, `month_is_shorter` | how a period's last day is read |
| `month_end` | none; `no_month_end` when no rule rounds |
| `year_begun` | `year`, counted from the first day |
| `length` | `months`, `origin` (law, contract, model), `law_months`, `contract_months` |
| `in_time`, `too_late` | `term`, `last_notice_day`, `last_day` |
| `no_day_in_time` | `term` |
| `ends_on` | `refuses_renewal_of_term` for a renewable contract |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .chain import Chain
from .dates import add_months, month_end_not_after
from .notice import NoticeEffect, end_indefinite, last_notice_day, length_at, refuse_renewal, year_begun
from .records import Jurisdiction, Rule
from .scales import AppliedScale
from .shapes import freeze, thaw


@dataclass(frozen=True)
class Step:
    """One step of a computation; see the module for the codes."""

    code: str
    day: date | None = None
    params: Mapping = field(default_factory=dict)
    rule: Rule | None = None

    def __post_init__(self):
        object.__setattr__(self, "params", freeze(self.params))

    def as_dict(self) -> dict:
        """Plain JSON, days as ISO text."""
        params = {key: value.isoformat() if isinstance(value, date) else value for key, value in self.params.items()}
        return {
            "code": self.code,
            "day": self.day and self.day.isoformat(),
            "params": thaw(params),
            "rule": self.rule and self.rule.as_dict(),
        }


@dataclass(frozen=True)
class Explanation:
    """A binding date and its steps. `kind`: term_last_day, last_notice_day, end_by_notice. `day` None: no such day."""

    kind: str
    day: date | None
    steps: tuple[Step, ...]

    def as_dict(self) -> dict:
        """Plain JSON."""
        day = self.day and self.day.isoformat()
        return {"kind": self.kind, "day": day, "steps": [step.as_dict() for step in self.steps]}


def explain_last_day(chain: Chain, number: int) -> Explanation:
    """The last day of a term: N months later, the eve, or the end of a month too short."""
    first, last, months = chain.first_day_of(number), chain.last_day_of(number), chain.months_of(number)
    same_number = add_months(first, months)
    code = "eve" if same_number.day == first.day else "month_is_shorter"
    steps = (Step("first_day", first, {"number": number}), _later(first, months), Step(code, last))
    return Explanation("term_last_day", last, steps)


def explain_last_notice_day(chain: Chain, applied: AppliedScale, law: Jurisdiction, number: int) -> Explanation:
    """The last day on which notice prevents the renewal after a term, walked back from the term's last day."""
    last = chain.last_day_of(number)
    day = last_notice_day(chain.first_day, applied.scale, last)
    steps = [Step("first_day", chain.first_day), Step("term_last_day", last, {"number": number})]
    if day is None:
        steps += [_length(applied, 1), Step("no_day_in_time", None, {"term": number})]
        return Explanation("last_notice_day", None, tuple(steps))
    year = year_begun(chain.first_day, day)
    end = last
    if applied.scale.to_month_end:
        end = month_end_not_after(last)
        steps.append(Step("month_end", end, rule=applied.month_end_rule))
    months = applied.scale.at(year)
    steps += [_age(chain.first_day, day, law), _length(applied, year)]
    steps.append(Step("months_earlier", day, {"months": months, "clamped": day.day != end.day}))
    return Explanation("last_notice_day", day, tuple(steps))


def explain_refusal(chain: Chain, applied: AppliedScale, law: Jurisdiction, *, served_on: date) -> Explanation:
    """The end of a renewable contract by a notice served on a day, and why that term."""
    effect = refuse_renewal(chain, applied.scale, served_on=served_on)
    steps = _run_out_steps(chain.first_day, applied, law, effect)
    refused = chain.number_on(effect.ends_on)
    for number in range(chain.number_on(served_on), refused + 1):
        steps.append(_in_time(chain, applied, number, stopped=number == refused))
    steps.append(Step("ends_on", effect.ends_on, {"refuses_renewal_of_term": refused}))
    return Explanation("end_by_notice", effect.ends_on, tuple(steps))


def explain_indefinite_end(
    first_day: date, applied: AppliedScale, law: Jurisdiction, *, served_on: date
) -> Explanation:
    """The end of an indefinite or moral contract by a notice served on a day."""
    effect = end_indefinite(first_day, applied.scale, served_on=served_on)
    steps = _run_out_steps(first_day, applied, law, effect)
    steps.append(Step("ends_on", effect.ends_on))
    return Explanation("end_by_notice", effect.ends_on, tuple(steps))


def _run_out_steps(first_day: date, applied: AppliedScale, law: Jurisdiction, effect: NoticeEffect) -> list[Step]:
    """First day, day of service, age, length, N months later, month end: the columns of the table on the page."""
    start = effect.counted_from
    steps = [Step("first_day", first_day), Step("served_on", effect.served_on)]
    if start != effect.served_on:
        steps.append(Step("counted_from", start, {"why": "shorter_notice_from_then"}))
    steps += [_age(first_day, start, law), _length(applied, effect.year), _later(start, effect.months)]
    code = "month_end" if applied.scale.to_month_end else "no_month_end"
    return [*steps, Step(code, effect.runs_until, rule=applied.month_end_rule)]


def _in_time(chain: Chain, applied: AppliedScale, number: int, *, stopped: bool) -> Step:
    last = chain.last_day_of(number)
    limit = last_notice_day(chain.first_day, applied.scale, last)
    return Step("in_time" if stopped else "too_late", limit, {"term": number, "last_day": last})


def _age(first_day: date, day: date, law: Jurisdiction) -> Step:
    rule = law.find("fixed_term_counts_for_notice")
    return Step("year_begun", day, {"year": year_begun(first_day, day)}, rule)


def _length(applied: AppliedScale, year: int) -> Step:
    origin = applied.origin(year)
    params = {
        "months": applied.scale.at(year),
        "origin": origin,
        "law_months": applied.legal and length_at(applied.legal, year),
        "contract_months": applied.agreed and length_at(applied.agreed, year),
    }
    return Step("length", None, params, applied.rule)


def _later(start: date, months: int) -> Step:
    day = add_months(start, months)
    return Step("months_later", day, {"months": months, "clamped": day.day != start.day})
