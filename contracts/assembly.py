"""From a contract's rows to the data that its document prints: one reading, no writing."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from contracts.documents import commission as money
from contracts.documents import data as doc
from contracts.documents.amendment import Facts as AmendmentFacts
from contracts.documents.articles import Article, digest, parse, worded
from contracts.documents.options import Needs, chosen
from contracts.documents.shipped import ending, fitted
from contracts.documents.words import country
from contracts.law.notice import last_notice_day
from contracts.law.records import Jurisdiction
from contracts.law.scales import shorter_years
from contracts.law.wording import cite, law_name
from portage.catalogue.codes import dotted
from portage.catalogue.models import Product
from portage.network.models import Organisation

from .models import OF_TERMS, Answer, CommissionLine, Contract, Proposal
from .queries import powers
from .queries.amendments import base_of
from .queries.law import law_of
from .rules.segments import segment_names
from .standing import applied_of, chain_of, scale_of

AGREED = {"fr": "convenu entre les parties", "en": "agreed between the parties"}
COMMON_CAPACITY = {"fr": "signataire habilité", "en": "authorised signatory"}


Texts = dict[str, tuple[Article, ...]]
Words = Mapping[str, Mapping[str, Sequence[str]]]  # article key to {language: paragraphs}


def articles_of(contract: Contract, law: Jurisdiction | None = None) -> Texts:
    """The contract's own text in each of its languages: its model's articles, in the words that both sides agreed on
    where a proposal was accepted; of an amendment, in this contract's negotiation or before."""
    return in_agreed_words(model_articles(contract, law), {**words_before(contract, law), **agreed_words(contract)})


def words_before(amendment: Contract, law: Jurisdiction | None = None) -> Words:
    """The articles that the amended contract words otherwise than its model: its own negotiation, or an amendment before
    this one, agreed on them. They stand from the start, but where the amendment's terms choose another article."""
    amended = amendment.amends
    if amended is None:
        return {}
    before, now = _negotiable(model_articles(amended, law)), _negotiable(model_articles(amendment, law))
    signed = {(tag, row["key"]): row["paragraphs"] for tag, rows in base_of(amendment).articles.items() for row in rows}
    kept = {at: words for at, words in signed.items() if at in now and before.get(at) == now[at]}
    reworded = {key for (tag, key), words in kept.items() if words != now[tag, key]}
    return {key: {tag: words for (tag, one), words in kept.items() if one == key} for key in reworded}


def _negotiable(texts: Texts) -> dict[tuple[str, str], list[str]]:
    """(language, key) to the paragraphs of each article that may be reworded."""
    return {(tag, one.key): list(one.paragraphs) for tag, found in texts.items() for one in found if one.negotiable}


def in_agreed_words(texts: Texts, agreed: Words) -> Texts:
    """The same articles, those that `agreed` names in its words."""
    return {
        tag: worded(found, {key: told[tag] for key, told in agreed.items() if tag in told})
        for tag, found in texts.items()
    }


def agreed_words(contract: Contract) -> Words:
    """The articles that both sides agreed to word otherwise than the model: the newest accepted proposal of each.

    No version, no proposal: a draft asks nothing.
    """
    if not contract.version_number:
        return {}
    accepted = Proposal.objects.filter(contract=contract, answer__kind=Answer.Kind.ACCEPTED).order_by("number")
    return dict(accepted.exclude(subject__startswith=OF_TERMS).values_list("subject", "after"))


def model_articles(contract: Contract, law: Jurisdiction | None = None) -> Texts:
    """The articles of the contract's model version in each of its languages: those whose conditions hold (see `options`),
    then as its exclusivity, its nature and its law ask (see `shipped.fitted`)."""
    texts = contract.model_version.articles
    needs = needs_of(contract, law or law_of(contract))
    return {
        tag: fitted(chosen(parse(text), needs), tag, exclusive=needs.exclusive, nature=needs.nature, end=needs.end)
        for tag, text in texts.items()
        if tag in languages(contract)
    }


def needs_of(contract: Contract, law: Jurisdiction) -> Needs:
    """What the options of a model ask of this contract."""
    return Needs(
        exclusive=contract.exclusive,
        nature=contract.nature,
        end=ending(_pay(law)),
        target=contract.target is not None,
        two_languages=contract.languages == Contract.Languages.BOTH,
    )


def languages(contract: Contract) -> tuple[str, ...]:
    return ("fr", "en") if contract.languages == Contract.Languages.BOTH else (contract.languages,)


def data_of(
    contract: Contract, *, law: Jurisdiction, version: int, day: date, texts: Texts | None = None
) -> doc.ContractData:
    """Everything the document needs. The contract's terms must be complete (see `rules.agreed.gaps`). `texts` are its
    articles, where they are already read."""
    return doc.ContractData(
        reference=contract.reference,
        version=version,
        day=day,
        language=doc.Language(contract.languages, contract.prevailing),
        principal=party_of(contract.principal, day),
        agent=party_of(contract.agent, day),
        carrier=contract.group.name,
        products=tuple(
            _product(line.product) for line in contract.product_lines.select_related("product").order_by("pk")
        ),
        territory=_territory(contract),
        commission=commission_of(contract),
        statement=doc.Statement(
            PERIODS[contract.statement_months], cite(law, "statement") if law.value("statement") else AGREED
        ),
        term=_term(contract),
        notice=_notice(contract, law),
        law=_law(contract, law),
        model=_model(contract, law, texts),
        exclusivity=contract.exclusive,
        agent_tasks=tuple(contract.agent_tasks),
        principal_tasks=tuple(contract.principal_tasks),
        clauses=doc.Clauses(**contract.clauses),
        target=contract.target,
        nature=contract.nature,
        signature=contract.signature,
    )


def facts_of_amendment(contract: Contract) -> AmendmentFacts:
    """What an amendment amends, and from when. Its terms must be complete."""
    amended = contract.amends
    if amended is None or contract.effective_from is None or amended.first_day is None:
        raise ValueError("not an amendment with its day")
    return AmendmentFacts(
        number=contract.amendment_number,
        reference=amended.reference,
        version=amended.version_number,
        first_day=amended.first_day,
        from_day=contract.effective_from,
        earlier=contract.earlier_reason,
    )


PERIODS = {1: "monthly", 3: "quarterly"}


def party_of(organisation: Organisation, day: date) -> doc.Party:
    """The organisation as registered, and who is recorded to sign for it on that day."""
    authority = powers.on_day([organisation.pk], day).filter(jointly=False, signs_contracts=True).first()
    signatory, capacity = "", COMMON_CAPACITY
    if authority:
        signatory = authority.membership.person.name
        title = authority.membership.title
        capacity = {"fr": title, "en": title} if title else COMMON_CAPACITY
    return doc.Party(
        name=organisation.name,
        legal_form=organisation.legal_form,
        address=f"{organisation.address}, {country(str(organisation.country), organisation.language)}",
        registration=organisation.registration,
        signatory=signatory,
        capacity=capacity,
    )


def _product(product: Product) -> doc.Product:
    return doc.Product(key=str(product.pk), names=dict(product.names), hs_code=dotted(product.hs_code))


def _territory(contract: Contract) -> doc.Territory:
    lines = list(contract.territory_lines.order_by("pk"))
    return doc.Territory(
        countries=tuple(str(line.country) for line in lines),
        regions={str(line.country): tuple(line.regions) for line in lines if line.regions},
        segments=tuple(segment_names(segment) for segment in contract.segments),
        reserved=reserved_of(contract),
    )


def reserved_of(contract: Contract) -> tuple[doc.ReservedCustomer, ...]:
    """The customers that the principal keeps, with their rates."""
    kept = contract.reserved_customers.order_by("pk")
    return tuple(doc.ReservedCustomer(one.name, one.place, _plain(one.rate)) for one in kept)


def _plain(rate: Decimal) -> Decimal:
    """The rate without trailing zeros, so that two databases print the same."""
    return rate.normalize() + 0


def commission_of(contract: Contract) -> doc.Commission:
    """The rates of the contract's rows, as documents print them and as commission is computed."""
    lines: dict = {}
    for line in contract.commission_lines.order_by("product", "pk"):
        lines.setdefault(line.product_id, []).append(line)
    general = lines.pop(None, [])
    return money.Commission(
        rate=_plain(contract.commission_rate),
        currency=contract.currency,
        event=contract.commission_event,
        tiers=_tiers(general),
        lines=tuple(money.CommissionLine((str(product),), _tiers(tiers)) for product, tiers in lines.items()),
    )


def _tiers(lines: list[CommissionLine]) -> tuple[money.Tier, ...]:
    """Tiers by yearly amount; the one without a bound comes last."""
    ordered = sorted(lines, key=lambda line: (line.up_to is None, line.up_to))
    return tuple(money.Tier(line.up_to, _plain(line.rate)) for line in ordered)


def _term(contract: Contract) -> doc.Term:
    """The first term; of an indefinite contract only its first day."""
    chain = chain_of(contract)
    if chain is None:
        return doc.Term(contract.first_day)
    return doc.Term(contract.first_day, contract.first_months, chain.last_day_of(1), contract.renewal_months)


def _notice(contract: Contract, law: Jurisdiction) -> doc.Notice:
    """The contract's own scale, rounded to month ends as its dates are; the first last day where there are terms."""
    scale, chain = scale_of(contract), chain_of(contract)
    return doc.Notice(
        months=scale.months,
        first_last_day=last_notice_day(contract.first_day, scale, chain.last_day_of(1)) if chain else None,
        source=scale_source(contract, law),
        forms=tuple(contract.notice_forms or ("letter", "platform")),
        month_end=applied_of(contract, law, None).scale.to_month_end,
    )


def scale_source(contract: Contract, law: Jurisdiction) -> dict[str, str]:
    """Where the contract's scale of notice comes from: the law's article when it is the law's, year by year."""
    rule, own = law.find("notice_months"), tuple(contract.notice_scale)
    if rule is None or rule.value is None or shorter_years(own, rule.value) or shorter_years(rule.value, own):
        return AGREED
    return cite(law, "notice_months")


def _law(contract: Contract, law: Jurisdiction) -> doc.Law:
    return doc.Law(
        code=contract.law,
        names=law_name(contract.law),
        forum={"fr": contract.forum, "en": contract.forum},
        compensation=cite(law, "termination_pay"),
        compensation_loss=cite(law, "termination_pay_lost", rule_key="termination_pay"),
        non_compete=cite(law, "non_compete_max_months"),
        pay=_pay(law),
    )


def _pay(law: Jurisdiction) -> doc.Pay:
    """What the law's record says of the end; nothing is assumed where it is silent."""
    told = law.value("termination_pay") or {"kind": "unknown"}
    return doc.Pay(told["kind"], told.get("cap_years"), told.get("average_over_years"), told.get("claim_within_months"))


def _model(contract: Contract, law: Jurisdiction, texts: Texts | None) -> doc.Model:
    """The model that the text comes from, the digest of the text as it stands, and whether every fixed article is its own."""
    version = contract.model_version
    name = version.model.name
    found = articles_of(contract, law) if texts is None else texts
    return doc.Model({"fr": name, "en": name}, version.number, digest(found), fixed_kept(contract, law, found))


def fixed_kept(contract: Contract, law: Jurisdiction, texts: Texts) -> bool:
    """Whether no article that the model fixes says anything but the model's words."""
    if not contract.version_number:
        return True
    own = model_articles(contract, law)
    return all(
        one == other for tag in own for one, other in zip(own[tag], texts[tag], strict=True) if not one.negotiable
    )
