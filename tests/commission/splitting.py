"""A sale in the territories of two subsidiaries: the buyer in Poland, the goods delivered in Japan."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from contracts.actions import renewal, signature
from contracts.models import Contract
from portage.commission.actions import splits
from portage.commission.models import Order, Share, Split
from portage.core.journal import PORTAGE
from portage.network.models import Membership
from tests.cast import AT as DRAFTED
from tests.cast import Cast, approved, by, draft, sign
from tests.commission.selling import BEGUN, Sales, noon, running
from tests.replayed import replayed

AT = noon("2026-11-30")
HALVES = (Decimal(50), Decimal(50))
PLACES = {"country": "PL", "delivery_country": "JP"}


def sister(cast: Cast) -> Contract:
    """The contract of the same SME with the sister subsidiary, for Japan, at eight per cent, in force."""
    return replayed("sister's contract", lambda: _sister(cast))


def _sister(cast: Cast) -> Contract:
    signature.record_authority(
        cast.japan, membership=cast.sister_manager, from_day=date(2000, 1, 1), by=PORTAGE, at=DRAFTED
    )
    contract = approved(cast, draft(cast, agent=cast.japan, countries=["JP"], rate=Decimal("0.08")))
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF stand-in", pages=5, at=DRAFTED)
    for membership in (cast.director, cast.sister_manager):
        sign(document, membership, at=DRAFTED)
    renewal.run_day(at=BEGUN)
    contract.refresh_from_db()
    return contract


class Two:
    """Two contracts of one SME and an order of the first, accepted on 2 April 2024."""

    def __init__(self, cast: Cast, net="1000.01", **over) -> None:
        self.cast, self.own, self.other = cast, running(cast), sister(cast)
        self.sales = Sales(cast, self.own)
        self.order: Order = self.sales.order(net, "2024-04-02", places=PLACES, **over)

    def propose(self, percents: Sequence[Decimal] = HALVES, *, rule: str = "places", by_whom=None) -> Split:
        parts = list(zip((self.own, self.other), percents, strict=True))
        return splits.propose_split(self.order, rule=rule, parts=parts, by=by(by_whom or self.cast.director), at=AT)

    def share(self, split: Split, contract: Contract) -> Share:
        return split.shares.get(contract=contract)

    def say(self, share: Share, agrees: bool, who: Membership, reason: str = "the plan was ours alone"):
        return splits.answer_share(share, agrees=agrees, reason=reason, by=by(who), at=AT)

    def agreed(self, percents: Sequence[Decimal] = HALVES, rule: str = "places") -> Split:
        split = self.propose(percents, rule=rule)
        self.say(self.share(split, self.own), True, self.cast.subsidiary_manager)
        self.say(self.share(split, self.other), True, self.cast.sister_manager)
        return split
