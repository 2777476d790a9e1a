"""From a contract's rows to what its papers say: the certificate of a renewal, an annulment, a letter. Reads only."""

import json
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from contracts.documents import papers, words
from contracts.documents.amendment import facts_of
from contracts.documents.articles import Article
from contracts.documents.attached import Attached
from contracts.documents.canonical import build
from contracts.documents.data import Approval as PrintedApproval
from contracts.documents.data import ContractData
from contracts.documents.render import amendment_html, attachment, consolidated_html, contract_html
from contracts.law.ending import consequences
from contracts.law.notice import NoticeScale, length_at, year_begun
from contracts.law.records import Jurisdiction
from contracts.law.wording import cite

from .assembly import party_of, scale_source
from .models import Annulment, Contract, Document, Effect, Notice, Term, Version
from .queries.amendments import base_of, count_on, in_effect
from .queries.evidence import newest
from .queries.law import law_of
from .standing import end_of
from .words.steps import letter_steps

RENEWAL_ARTICLE, NOTICE_ARTICLE = "term", "notice"


def printed(version: Version) -> ContractData:
    """The version's data with the approvals that it has received since."""
    approvals = version.approvals.select_related("membership__person").order_by("at")
    shown = tuple(PrintedApproval(a.side, a.membership.person.name, a.at.date()) for a in approvals)
    return replace(build(version.data), approvals=shown)


def articles(version: Version) -> dict[str, tuple[Article, ...]]:
    """The version's articles by language, as frozen."""
    return {
        tag: tuple(Article(**{**row, "paragraphs": tuple(row["paragraphs"])}) for row in rows)
        for tag, rows in version.articles.items()
    }


def html_of(version: Version) -> str:
    """The document of a version: a contract, or an amendment with the consolidated text as its annex."""
    data, texts = printed(version), articles(version)
    if version.amendment is None:
        return contract_html(data, texts)
    before = base_of(version.contract)
    return amendment_html(facts_of(version.amendment), build(before.data), articles(before), data, texts)


def attachments_of(version: Version) -> list[Attached]:
    """The data that the PDF carries: the terms and, of an amendment, what it amends from when."""
    carried = [attachment(printed(version))]
    if version.amendment is not None:
        facts = json.dumps(version.amendment, sort_keys=True, ensure_ascii=False).encode()
        carried.append(Attached("amendment.json", facts, "What is amended, and from when", "Data"))
    return carried


def consolidated_html_of(effect: Effect) -> str:
    """The consolidated text that an amendment brought about, with every amendment in effect by then."""
    chain = in_effect(effect.contract)
    until = chain[: [link.pk for link in chain].index(effect.pk) + 1]
    told = [
        replace(
            facts_of(link.amendment.versions.get(number=link.amendment.version_number).amendment),
            from_day=link.from_day,
        )
        for link in until
    ]
    version = effect.version
    return consolidated_html(told, build(version.data), articles(version))


def language_of(contract: Contract) -> str:
    """One language for certificates and letters: the contract's, or the one that prevails."""
    return contract.prevailing if contract.languages == Contract.Languages.BOTH else contract.languages


def subject_of(contract: Contract) -> papers.Subject:
    """The contract a paper is about, with the hash of its sealed file where it has one."""
    document = contract.documents.filter(kind=Document.Kind.CONTRACT, number=contract.signed_number).first()
    file = (newest(document) or document) if document else None
    return papers.Subject(
        reference=contract.reference,
        version=contract.signed_number,
        principal=party_of(contract.principal, contract.first_day),
        agent=party_of(contract.agent, contract.first_day),
        file_hash=file.sha256 if file else "",
    )


def term_row(contract: Contract, term: Term) -> papers.TermRow:
    """One term with the length of notice that its last day for notice was computed from."""
    scale = NoticeScale(tuple(contract.notice_scale), contract.notice_month_end)
    day = term.last_notice_day or term.first_day
    months = length_at(scale.months, year_begun(contract.first_day, max(day, contract.first_day)))
    return papers.TermRow(term.number, term.first_day, term.last_day, term.began, day, months)


def rule_of(contract: Contract, law: Jurisdiction) -> papers.Rule:
    """Where the rules stand: articles of the contract, source of the scale, when the law was checked."""
    rule = law.find("notice_months")
    checked = date.fromisoformat(rule.checked_on) if rule else None
    return papers.Rule(
        renewal_article=article_number(contract, RENEWAL_ARTICLE),
        notice_article=article_number(contract, NOTICE_ARTICLE),
        notice_source=scale_source(contract, law),
        checked={tag: words.long_date(checked, tag) if checked else "" for tag in ("fr", "en")},
    )


def article_number(contract: Contract, key: str) -> int:
    """The number of the article of that key in the version in force; 0 when there is none."""
    version = contract.versions.filter(number=contract.version_number).first()
    rows: list = next(iter(version.articles.values()), []) if version else []
    return next((row["position"] for row in rows if row["key"] == key), 0)


def certificate(term: Term, *, at: datetime) -> papers.RenewalCertificate:
    """What the certificate of the tacit renewal that opened `term` states."""
    contract = term.contract
    terms = contract.terms.filter(number__lte=term.number).order_by("number")
    return papers.RenewalCertificate(
        number=term.number - 1,
        subject=subject_of(contract),
        terms=tuple(term_row(contract, row) for row in terms),
        renewal_months=contract.renewal_months,
        rule=rule_of(contract, law_of(contract)),
        established=local(contract, at),
        zone=zone_name(contract),
        amendments=count_on(contract, term.first_day),
    )


def annulment(row: Annulment, *, at: datetime) -> papers.AnnulmentCertificate:
    """What the certificate of an annulled renewal states."""
    contract, notice = row.term.contract, row.notice
    receipt = getattr(notice, "receipt", None)
    confirmed = row.confirmed_by
    return papers.AnnulmentCertificate(
        number=row.term.number - 1,
        subject=subject_of(contract),
        renewal_number=row.term.number - 1,
        ended=term_row(contract, contract.terms.get(number=notice.refuses_renewal_of_term)),
        annulled=term_row(contract, row.term),
        given_by=notice.side,
        presented=notice.served_on,
        sent=notice.sent_on,
        received=receipt.received_on if receipt else None,
        proved_on=row.at.date(),
        rule=rule_of(contract, law_of(contract)),
        established=local(contract, at),
        zone=zone_name(contract),
        confirmed_by=confirmed.person.name if confirmed else "",
        confirmed_side="" if not confirmed else ("agent" if notice.side == "principal" else "principal"),
        proof_hash=row.proof.sha256 if row.proof else "",
    )


def letter(notice: Notice) -> papers.NoticeLetter:
    """What the letter of a notice says."""
    contract = notice.contract
    law = law_of(contract)
    kind = "default" if notice.serious_default else "notice"
    end = end_of(contract, kind=kind, by=notice.side, ends_on=notice.ends_on)
    claims = {row.code: row for row in consequences(law, end)}
    claim = claims.get("claim_termination_pay")
    return papers.NoticeLetter(
        subject=subject_of(contract),
        kind=kind_of_letter(notice),
        sender=notice.side,
        form=notice.form,
        day=notice.served_on,
        contract_first_day=contract.first_day,
        ends_on=notice.ends_on,
        article=article_number(contract, NOTICE_ARTICLE),
        steps=letter_steps(notice.explanation),
        grounds=notice.grounds,
        claim_last_day=claim.last_day if claim else None,
        claim_source=cite(law, "termination_pay") if claim else None,
    )


def kind_of_letter(notice: Notice) -> str:
    """Which letter it is: it refuses a renewal, ends a contract without terms, or ends one for a serious default."""
    if notice.serious_default:
        return "serious_default"
    return "non_renewal" if notice.refuses_renewal_of_term else "termination"


def local(contract: Contract, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(contract.time_zone))


def zone_name(contract: Contract) -> dict[str, str]:
    """The contract's zone by the name of its city: heure de Paris, Paris time."""
    city = contract.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return {"fr": f"heure de {city}", "en": f"{city} time"}
