"""The words of models: why a text cannot be published, and why a verb is refused."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# What is wrong in a text, by code of `documents.articles` and `documents.grammar`.
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
}

REASONS: Mapping[str, Words] = {
    "role": _("Only legal counsel keep models."),
    "not_a_group": _("Models are kept by carrier groups."),
    "platforms": _("This model is the platform's: copy it, and change the copy."),
    "not_yours": _("This model belongs to another organisation: copy it, and change the copy."),
}

# verb: words, icon, what follows
VERBS: Mapping[str, tuple[Words, str, Words]] = {
    "publish": (_("Publish a new version"), "versions", _("Drafts begun before keep the version they chose.")),
    "duplicate": (_("Copy it for our group"), "copy", _("The copy is your own: counsel change it.")),
}

# Names of the models that ship with the product: what `ContractModel.called` looks up.
SHIPPED = (_("Agent contract"),)
