"""What may be added between two signatures. pyHanko's own rules decide; one question is asked first, because it is quick.

Comparing two revisions whole takes a quarter of a second for a contract of five pages: every way to every object is walked. But a
revision of ours adds one signature and nothing else: one new signature, and one empty field that now names it. That is seen
from the two objects that the revision holds. Anything more, or anything else, goes to the full comparison.
"""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    StandardDiffPolicy,
)

VALUE = "/V"


class InTurn(StandardDiffPolicy):
    """pyHanko's default policy, with the quick answer for revisions that do nothing but sign."""

    def __init__(self, policy: Any = DEFAULT_DIFF_POLICY):
        super().__init__(policy.global_rules, policy.form_rule)

    def apply(self, old: HistoricalResolver, new: HistoricalResolver, *args: Any, **kwargs: Any) -> DiffResult:
        at = new.reader.get_historical_resolver
        steps = range(old.revision, new.revision)
        signed = [signed_field(at(step), at(step + 1)) for step in steps]
        if signed and all(signed):
            return DiffResult(ModificationLevel.FORM_FILLING, set(signed))
        return super().apply(old, new, *args, **kwargs)


POLICY: DiffPolicy = InTurn()


def signed_field(old: HistoricalResolver, new: HistoricalResolver) -> str:
    """The name of the field that `new`, the revision after `old`, signed when it did that and nothing else; otherwise ""."""
    table = new.reader.xrefs
    if _freed(table, new.revision) or _root(old) != _root(new):
        return ""
    written = table.explicit_refs_in_revision(new.revision)
    known = {ref for ref in written if _stands(old, ref)}
    if len(written) != 2 or len(known) != 1:
        return ""
    (field,), (added,) = known, written - known
    before, after, signature = old.get_object(field), new.get_object(field), new.get_object(added)
    if not all(isinstance(one, generic.DictionaryObject) for one in (before, after, signature)):
        return ""
    if isinstance(signature, generic.StreamObject) or signature.get("/Type") != "/Sig":
        return ""
    named = after.raw_get(VALUE) if VALUE in after else None
    filled = VALUE not in before and isinstance(named, generic.IndirectObject) and named.reference == added
    same = {key: after.raw_get(key) for key in after if key != VALUE} == {key: before.raw_get(key) for key in before}
    return str(after.get("/T", "")) if filled and same and after.get("/FT") == "/Sig" else ""


def _freed(table: Any, revision: int) -> bool:
    return any(ref.idnum for ref in table.refs_freed_in_revision(revision))


def _root(resolver: HistoricalResolver) -> Any:
    view = resolver.trailer_view
    return [view.raw_get(key) if key in view else None for key in ("/Root", "/Info", "/Encrypt")]


def _stands(resolver: HistoricalResolver, ref: Any) -> bool:
    """Whether `ref` named something in that revision."""
    return resolver.reader.xrefs.get_historical_ref(ref, resolver.revision) is not None
