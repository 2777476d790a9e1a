"""Who may do what with a model of contracts: pure, for the page and the API alike. Refusals: see `words.models.REASONS`."""

OF_OWN = frozenset({"write", "publish", "rename", "archive", "bring_back"})


def refusal(
    verb: str, *, owned: str, counsel: bool, of_a_group: bool, archived: bool = False, copy_open: bool = False
) -> str:
    """Why `verb` is refused, "" when it is allowed. `owned`: mine, platform, or other; `copy_open`: one is being written."""
    if not of_a_group:
        return "not_a_group"
    if not counsel:
        return "role"
    if verb in OF_OWN and owned != "mine":
        return "platforms" if owned == "platform" else "not_yours"
    return _as_it_stands(verb, archived=archived, copy_open=copy_open)


def _as_it_stands(verb: str, *, archived: bool, copy_open: bool) -> str:
    """What the model's own state refuses."""
    if verb == "bring_back":
        return "" if archived else "not_archived"
    if archived and verb in OF_OWN - {"rename"}:
        return "archived"
    return "copy_open" if copy_open and verb in {"publish", "archive"} else ""
