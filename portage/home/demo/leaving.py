"""What the demonstration knows of leaving: yearly commission told by some sides, a renewal decided on, duties done and open."""

# fmt: off
# One row a line.

from datetime import date, datetime
from decimal import Decimal

from contracts.actions.commission import tell_commission
from contracts.actions.deciding import decide_renewal
from contracts.actions.duties import date_duty, finish_duty
from contracts.models import Duty
from portage.core.journal import By

from .shapes import Agreement
from .told import DIRECTORS, Told

MANAGER = ("portage_manager",)

# agreement, side, whether the other side reads it, source, gross commission of the last years that are over, the newest first
FIGURES = (
    ("isoreva-br", "agent", False, "relevés trimestriels", ("41200.00", "38650.00", "35100.00")),
    ("isoreva-br", "principal", True, "comptes annuels, compte 6222", ("41200.00", "38650.00")),
    ("laquor-it", "principal", False, "comptes annuels", ("18400.00", "19950.00")),
    ("opaline-de", "agent", True, "monthly statements", ("27300.00", "26100.00", "24800.00", "20250.00", "9900.00")),
    ("opaline-de", "principal", False, "comptes annuels", ("27300.00", "26100.00", "24800.00", "20250.00", "9900.00")),
    ("chimilex-pl", "agent", False, "relevés trimestriels", ("33000.00", "31750.50")),
    ("corvex-vn", "agent", False, "relevés, une année manque", ("12900.00",)),
    ("aromelia-it", "agent", False, "relevés trimestriels", ("22000.00", "21400.00")),
    ("silicats-br", "principal", False, "comptes annuels", ("24000.00", "23100.00")),
    ("silicats-us", "agent", False, "statements", ("18500.00", "17250.00")),
    ("pmi1-cn", "agent", False, "relevés trimestriels", ("15600.00", "14980.00")),
    ("pmi3-pl", "agent", False, "relevés trimestriels", ("9100.00", "8800.00")),
)
DECIDED = ("chimilex-pl", "verrex-kr")
DONE = {"pmi3-jo": "JO-1187/24"}
DATED = {"pmi3-lb": "Le greffe de Beyrouth demande l'enregistrement avant la prochaine reconduction."}
# fmt: on


def record_leaving(told: Told, agreements: dict[str, Agreement], *, now: datetime) -> None:
    """Told today by each side's own people; what they would not know is left out."""
    today = now.date()
    for key, side, shared, source, amounts in FIGURES:
        contract = told.contracts[key]
        contract.refresh_from_db()
        for back, amount in enumerate(amounts, start=1):
            year = today.year - back
            if contract.first_day.year <= year:
                by = side_of(told, agreements[key], side, now)
                tell_commission(
                    contract, year=year, amount=Decimal(amount), source=source, shared=shared, by=by, at=now
                )
    for key in DECIDED:
        by = side_of(told, agreements[key], "agent", now)
        decide_renewal(told.contracts[key], decision="renew", by=by, at=now)
    record_duties(told, agreements, today, now)


def record_duties(told: Told, agreements: dict[str, Agreement], today: date, now: datetime) -> None:
    """Jordan is registered under a number, Lebanon has a day, Iraq waits for one."""
    for key, number in DONE.items():
        duty = Duty.objects.filter(contract=told.contracts[key], code=Duty.Code.REGISTER).first()
        if duty and duty.day:
            by = side_of(told, agreements[key], "agent", now)
            finish_duty(duty, done_on=min(duty.day, today), number=number, by=by, at=now)
    for key, reason in DATED.items():
        duty = Duty.objects.filter(contract=told.contracts[key], code=Duty.Code.REGISTER).first()
        if duty:
            by = side_of(told, agreements[key], "agent", now)
            date_duty(duty, day=date(today.year, 12, 31), reason=reason, by=by, at=now)


def side_of(told: Told, agreement: Agreement, side: str, now: datetime) -> By:
    """Who tells it: the group's manager, or a director of the SME."""
    if side == "agent":
        return told.by(agreement.agent.rsplit("-", 1)[0], MANAGER, now)
    return told.by(agreement.principal, DIRECTORS, now)
