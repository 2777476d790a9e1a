"""How a model will print, with the invented contract of `documents.samples`: the same generator as for a real one."""

from collections.abc import Mapping, Sequence

from contracts.documents import samples
from contracts.documents.articles import Article
from contracts.documents.options import Needs, chosen
from contracts.documents.render import contract_html
from contracts.documents.shipped import fitted


def preview_html(
    texts: Mapping[str, Sequence[Article]], *, name: str, number: int, prevailing: str, needs: Needs
) -> str:
    """The whole document in the languages of `texts`. Raises MissingValue or BadModel as for a real contract."""
    articles = {
        tag: fitted(chosen(found, needs), tag, exclusive=needs.exclusive, nature=needs.nature, end=needs.end)
        for tag, found in texts.items()
    }
    names = dict.fromkeys(("fr", "en"), name)
    data = samples.contract(articles, names=names, version=number, prevailing=prevailing, needs=needs)
    return contract_html(data, articles, draft=True)
