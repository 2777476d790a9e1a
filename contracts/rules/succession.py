"""What happens to contracts when a party is taken over, merged, sold or renamed. Pure.

| kind | what it does to a contract |
|---|---|
| takeover | nothing: the shares change hands, no party changes; noted |
| merger | transfers it by law: the successor takes the party's place |
| asset_sale | offers it: it passes once the other party consents |
| rename | nothing: noted; what was signed keeps the old name |
"""

from collections.abc import Collection

STEP = {"takeover": "noted", "merger": "transferred", "asset_sale": "offered", "rename": "noted"}
# The party that an organisation of a kind is in a contract.
ROLE = {"carried_sme": "principal", "subsidiary": "agent", "carrier_group": "group"}
OVER = {"ended", "withdrawn", "fallen"}


def fault(kind: str, *, of_kind: str, successor_kind: str, same: bool, archived: bool) -> str:
    """Why an event cannot be recorded, "" when it can: not_a_party_kind, not_alike, itself, archived, takeover_of_groups,
    group_only_taken_over."""
    if of_kind not in ROLE:
        return "not_a_party_kind"
    if kind == "rename":
        return ""
    if same:
        return "itself"
    if archived:
        return "archived"
    if kind == "takeover":
        return "" if of_kind == successor_kind == "carrier_group" else "takeover_of_groups"
    if of_kind == "carrier_group":
        return "group_only_taken_over"
    return "" if of_kind == successor_kind else "not_alike"


def may_record(kind: str, *, platform: bool, own: bool, manages: bool, within_house: bool) -> bool:
    """Who records it: the platform's administrator; a manager of the organisation or of its group, when nothing leaves
    their own house: a name, or a merger and a sale between subsidiaries of one group."""
    return platform or (own and manages and (kind == "rename" or within_house))


def transfers(kind: str, status: str) -> bool:
    """Whether a contract in this state is touched at all: what is over stays as it was."""
    return status not in OVER and kind in STEP


def answerable(steps: Collection[str]) -> bool:
    """Whether an offer still waits for the other party."""
    return "offered" in steps and not {"transferred", "refused"} & set(steps)
