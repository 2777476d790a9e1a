"""The words of models: why a text cannot be published, and why a verb is refused."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.documents.checking import Fault

Words = str | Promise

# What is wrong in a text, by code of `documents.articles`, `documents.grammar` and `documents.checking`.
FAULTS: Mapping[str, Words] = {
    "text_before": _("Line %(line)s: there is text before the first article."),
    "bad_title": _("Line %(line)s: a title reads “## Title {#key .fixed}” or “## Title {#key .negotiable}”."),
    "twice": _("Line %(line)s: the article “%(article)s” appears twice."),
    "lone": _("These articles stand in one language only: %(articles)s."),
    "order": _("The articles are in another order than in the first language."),
    "paragraphs": _("Article “%(article)s”: %(first)s paragraphs in the first language, %(second)s here."),
    "mark": _("Article “%(article)s”: negotiable in one language, fixed in the other."),
    "stray_brace": _("Article “%(article)s”: “%(name)s” is a brace that belongs to no name."),
    "unknown_name": _("Article “%(article)s”: there is no name “%(name)s”."),
    "unknown_filter": _("Article “%(article)s”: “%(name)s” is followed by a form that does not exist."),
    "wrong_filter": _("Article “%(article)s”: “%(name)s” cannot be written in that form."),
    "no_glyph": _(
        "Article “%(article)s”: no font of ours draws these characters: %(name)s. Write them in another script."
    ),
    "heading": _("Line %(line)s: a line of an article does not begin with #; its title stays."),
    "comment": _("Line %(line)s: a comment would not be printed; write it below the article instead."),
    "unknown_article": _("Article “%(article)s”: “%(name)s” points to an article that is not there."),
    "optional_article": _(
        "Article “%(article)s”: the article “%(name)s” is printed under a condition; what points to it must stand under the same."
    ),
    "option": _("Article “%(article)s”: the conditions under which it is printed differ between the languages."),
    "unknown_option": _("Article “%(article)s”: there is no condition “%(name)s”."),
    "all_optional": _(
        "Article “%(article)s”: every paragraph has a condition; one at least is always printed, or the article has the condition."
    ),
    "no_title": _("Article “%(key)s” has no title in this language."),
    "long_title": _("Article “%(article)s”: a title has at most %(most)s characters."),
    "no_text": _("Article “%(article)s” has no text."),
    "missing_language": _("Article “%(key)s” has no text in this language."),
    "long_text": _("Article “%(article)s”: an article has at most %(most)s characters."),
    "hash_line": _("Article “%(article)s”: a line that begins with “#” would be a title; begin it with a word."),
    "deep_list": _("Article “%(article)s”: lists stand in at most three levels."),
    "hidden_comment": _("Article “%(article)s”: “<!--” would begin a comment that nobody prints."),
    "invisible": _(
        "Article “%(article)s”: %(name)s cannot be seen, or changes the order in which the text is read. Take it out."
    ),
}

# Conditions of articles and paragraphs: the closed list of `documents.options`.
OPTIONS: Mapping[str, Words] = {
    "exclusive": _("where exclusivity is agreed"),
    "not_exclusive": _("where there is no exclusivity"),
    "with_terms": _("where the contract has terms and renewals"),
    "indefinite": _("where the contract is indefinite"),
    "with_target": _("where a sales target is agreed"),
    "two_languages": _("where it is made in two languages"),
    "end_compensation": _("where the law gives compensation at the end"),
    "end_indemnity": _("where the law gives an indemnity at the end"),
    "end_none": _("where the law gives nothing at the end"),
    "end_negotiated": _("where a negotiated agreement decides on the end"),
    "end_by_law": _("where the end is left to the law"),
}


def told(fault: Fault) -> str:
    """The fault in words, then its place: the line counts in the article's text."""
    called = fault.title or fault.article or fault.params.get("article", "")
    named = {**fault.params, "article": called, "key": fault.article, "name": fault.name}
    said = str(FAULTS[fault.code] % named)
    place = where(fault)
    return f"{said} {place}" if place else said


def where(fault: Fault) -> str:
    """Line and character; empty where the whole article is meant."""
    if not fault.column:
        return ""
    if not fault.line:
        return gettext("In the title, character %(column)s.") % {"column": fault.column}
    return gettext("Line %(line)s, character %(column)s.") % {"line": fault.line, "column": fault.column}


REASONS: Mapping[str, Words] = {
    "role": _("Only legal counsel keep models."),
    "not_a_group": _("Models are kept by carrier groups."),
    "platforms": _("This model is the platform's: copy it, and change the copy."),
    "not_yours": _("This model belongs to another organisation: copy it, and change the copy."),
    "archived": _("This model is archived: bring it back first."),
    "not_archived": _("It is not archived."),
    "copy_open": _("A working copy of this model is being written: publish or discard it first."),
}

# verb: words, icon, what follows
VERBS: Mapping[str, tuple[Words, str, Words]] = {
    "write": (
        _("Write the next version"),
        "edit",
        _("Article by article, kept as you type; published when all is right."),
    ),
    "publish": (_("Publish a whole text"), "upload", _("Drafts begun before keep the version they chose.")),
    "duplicate": (_("Copy it for our group"), "copy", _("The copy is your own: counsel change it.")),
    "rename": (_("Rename"), "pencil", _("Contracts made before keep the name they printed.")),
    "archive": (_("Archive"), "archive", _("No new draft chooses it; those begun keep theirs.")),
    "bring_back": (_("Bring back"), "refresh", _("New drafts may choose it again.")),
}
# Refused for the other of two verbs that exclude each other: nothing to say.
SILENT = frozenset({("bring_back", "not_archived"), ("archive", "archived")})

# Names of the models that ship with the product: what `ContractModel.called` looks up.
SHIPPED = (_("Agent contract"),)
