"""Who may do what with a product: a pure function, for the page and the API alike.

| refusal | meaning |
|---|---|
| `not_yours` | seen because it was shared, not one's own |
| `role` | the role does not give it |
| `not_offered` | only a product that is offered can be shared |
"""

PERMISSION = {"change": "catalogue.change_product", "share": "catalogue.share_product"}


def refusal(verb: str, *, own: bool, status: str, permissions: frozenset[str]) -> str:
    """Why `verb` is refused, "" when it is allowed."""
    if not own:
        return "not_yours"
    if PERMISSION[verb] not in permissions:
        return "role"
    if verb == "share" and status != "offered":
        return "not_offered"
    return ""
