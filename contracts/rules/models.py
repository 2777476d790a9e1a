"""Who may do what with a model of contracts: pure, for the page and the API alike. Refusals: see `wording_models.REASONS`."""


def refusal(verb: str, *, owned: str, counsel: bool, of_a_group: bool) -> str:
    """Why `verb` is refused, "" when it is allowed. `owned`: mine, platform, or other."""
    if not of_a_group:
        return "not_a_group"
    if not counsel:
        return "role"
    if verb == "publish" and owned != "mine":
        return "platforms" if owned == "platform" else "not_yours"
    return ""
