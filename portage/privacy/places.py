"""Where personal data may stand: every text field of every model, declared once. A test finds the ones that are missing.

A model's line says to whom its rows belong and what each field is:

* `free`    free text: words can be taken out of it, one by one, by hand
* `whole`   personal: the row's content is erased as a whole, by its own verb
* `kept`    may hold personal words and is kept, with the reason (`REASONS` of `wording`)
* `hidden`  personal, and no organisation's to search: the person's own, or machinery that forgets by itself
* `plain`   codes, states, figures, names of companies' things: nobody's personal data

`owner`: paths to the organisations to whom a row belongs; without any, no organisation searches it. `seen`: only rows that the
person who searches may see (contracts, some of which are confidential) are searched; `within` says the same of rows that the general door does not
show, by the path to their contract. `author`: the path to the person who wrote it, `at` to
the moment.

A new model, or a new text field, gets its line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rows:
    """One model's line."""

    owner: str = ""
    free: str = ""
    whole: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    hidden: str = ""
    plain: str = ""
    seen: bool = False
    within: str = ""
    author: str = ""
    at: str = "at"

    def fields(self) -> list[str]:
        """Every field that is declared, as often as it is."""
        said = [self.free, self.whole, *self.kept.values(), self.hidden, self.plain]
        return [name for names in said for name in names.split()]

    def searched(self) -> dict[str, str]:
        """field: free, whole, or why it is kept."""
        found = dict.fromkeys(self.free.split(), "free") | dict.fromkeys(self.whole.split(), "whole")
        return found | {name: why for why, names in self.kept.items() for name in names.split()}


MINE = "membership__organisation"
PARTIES = "contract__principal contract__agent contract__group"

BOOK = "book__subsidiary"
SOLD = "invoice__order__contract__principal invoice__order__contract__agent invoice__order__contract__group"

PLACES: dict[str, Rows] = {
    "core.Entry": Rows(plain="kind scope_kind request_id facts"),
    "core.EntryText": Rows("entry__on_behalf_of", whole="content", plain="salt"),
    "core.Link": Rows(plain="text_digest digest"),
    "core.Cursor": Rows(plain="reader"),
    "core.Blob": Rows(plain="sha256"),
    "core.StoredFile": Rows(hidden="name", plain="scope_kind media_type"),
    "core.Message": Rows(
        "belongs_to",
        whole="subject text html address",
        hidden="error",
        plain="key kind language action scope_kind check_path status",
    ),
    "core.Muted": Rows(plain="kind"),
    "core.Heartbeat": Rows(plain="worker"),
    "core.Attempt": Rows(hidden="last_error"),
    "core.Firing": Rows(plain="name"),
    "core.IdempotencyKey": Rows(hidden="response", plain="key digest"),
    "network.Organisation": Rows(
        "pk",
        kept={"company": "name legal_form registration street city"},
        plain="kind sorted_as country siren siret vat lei postcode time_zone language currency sectors languages_spoken countries_covered",
    ),
    "network.OrganisationName": Rows("organisation", kept={"history": "name reason"}),
    "network.Customer": Rows("owner", kept={"company": "name city"}, plain="country segment"),
    "network.Person": Rows(
        "memberships__organisation", kept={"account": "name"}, hidden="password email", plain="language time_zone theme"
    ),
    "network.Membership": Rows("organisation", kept={"title": "title"}, plain="role"),
    "network.SavedView": Rows(MINE, whole="name query", plain="page"),
    "network.Contact": Rows(
        "customer__owner", free="note source_says", whole="name function email phone", plain="language source"
    ),
    "network.Circle": Rows(plain="family"),
    "network.Invitation": Rows("organisation", whole="email title", plain="role language"),
    "network.ApiToken": Rows(MINE, kept={"account": "name"}, plain="scopes prefix digest"),
    "network.CandidaturePage": Rows("organisation", kept={"company": "welcome"}, plain="key sectors countries"),
    "network.Candidature": Rows(
        "group",
        whole="company website products why person function email phone reason note",
        hidden="searched sorted_as",
        plain="status legal_form country siren vat registration sectors markets languages_spoken language",
    ),
    "catalogue.Product": Rows(
        "owner",
        kept={"company": "names family"},
        plain="code original hs_code certifications segments countries_open countries_closed status",
    ),
    "fieldwork.VisitBook": Rows(),
    "fieldwork.SameCompany": Rows(),
    "fieldwork.Parted": Rows(),
    "fieldwork.Draft": Rows(hidden="content", plain="key"),
    "fieldwork.Report": Rows(
        BOOK,
        kept={"history": "place"},
        free="note",
        plain="digest kind language",
        author="author__person",
        at="filed_at",
    ),
    "fieldwork.HeadCorrection": Rows(f"report__{BOOK}", kept={"history": "place"}, plain="kind"),
    "fieldwork.Met": Rows(f"report__{BOOK}", free="name function", at="report__filed_at"),
    "fieldwork.ReportFile": Rows(plain="key"),
    "fieldwork.Section": Rows(plain="reference"),
    "fieldwork.Account": Rows(
        f"section__report__{BOOK}",
        seen=True,
        free="needs objections customs growth opportunity reason",
        author="section__report__author__person",
    ),
    "fieldwork.Competitor": Rows(
        f"account__section__report__{BOOK}",
        seen=True,
        kept={"company": "name product"},
        plain="currency unit",
        at="account__at",
    ),
    "fieldwork.SectionFile": Rows(plain="key"),
    "fieldwork.Remark": Rows(MINE, seen=True, free="text", plain="side", author="membership__person"),
    "fieldwork.NextAction": Rows(
        "asked_by__organisation", seen=True, free="text", plain="side", author="asked_by__person"
    ),
    "fieldwork.ActionEvent": Rows(MINE, seen=True, free="reason", plain="kind", author="membership__person"),
    "fieldwork.Prospect": Rows(plain="stage why_lost"),
    "fieldwork.MergedCustomer": Rows("kept__owner", kept={"company": "name"}, author="membership__person"),
    "fieldwork.StageMove": Rows(MINE, seen=True, free="note", plain="stage why_lost", author="membership__person"),
    "fieldwork.Order": Rows(
        PARTIES,
        seen=True,
        free="note",
        kept={"company": "customer_name city", "history": "file place"},
        plain="reference country delivery_country payer_country side currency incoterm status digest",
        author="membership__person",
    ),
    "fieldwork.OrderItem": Rows(plain="unit"),
    "fieldwork.OrderAnswer": Rows(MINE, seen=True, free="reason", plain="kind", author="membership__person"),
    "fieldwork.OrderRemark": Rows(MINE, seen=True, free="text", plain="side disputes", author="membership__person"),
    "fieldwork.Settled": Rows(),
    "fieldwork.Delivery": Rows(MINE, seen=True, kept={"history": "says"}, author="membership__person"),
    "forum.Space": Rows(
        "group contract__principal contract__agent contract__group", kept={"history": "name about"}, plain="kind"
    ),
    "forum.Moderator": Rows(),
    "forum.Thread": Rows(MINE, seen=True, free="title", author="membership__person"),
    "forum.Post": Rows(MINE, seen=True, free="text", plain="digest", author="membership__person"),
    "forum.FormerText": Rows(
        "post__membership__organisation", seen=True, free="text", author="post__membership__person"
    ),
    "forum.Mention": Rows(),
    "forum.Reaction": Rows(plain="kind"),
    "forum.Citation": Rows(),
    "forum.PostFile": Rows(),
    "forum.Mark": Rows(plain="choice"),
    "forum.SpaceMark": Rows(plain="choice"),
    "forum.Flag": Rows(MINE, seen=True, free="reason", author="membership__person"),
    "forum.Ruling": Rows(MINE, seen=True, free="reason", plain="kind", author="membership__person"),
    "needs.Matter": Rows(
        PARTIES,
        seen=True,
        kept={"company": "customer_name city"},
        plain="reference kind status digest",
        author="membership__person",
    ),
    "needs.Need": Rows(plain="unit currency"),
    "needs.Complaint": Rows(plain="lot"),
    "needs.Said": Rows(MINE, seen=True, free="texts", plain="kind side remedy original", author="membership__person"),
    "needs.Translation": Rows(plain="language"),
    "needs.MatterFile": Rows(),
    "needs.Instruction": Rows(
        MINE, seen=True, free="note", plain="country currency unit incoterm", author="membership__person"
    ),
    "needs.Quote": Rows(
        "matter__membership__organisation",
        seen=True,
        free="note",
        kept={"history": "place"},
        plain="country currency incoterm",
        author="matter__membership__person",
        at="matter__at",
    ),
    "needs.QuoteLine": Rows(plain="unit why"),
    "needs.QuoteOrder": Rows(),
    "needs.Sample": Rows(
        PARTIES,
        seen=True,
        kept={"company": "customer_name", "history": "carrier lot"},
        plain="reference unit digest",
        author="membership__person",
    ),
    "needs.SampleReceipt": Rows(),
    "needs.Trial": Rows(
        MINE,
        seen=True,
        free="text",
        kept={"company": "by_customer"},
        plain="result language",
        author="membership__person",
    ),
    "contracts.ContractModel": Rows("owner", free="name purpose"),
    "contracts.ModelVersion": Rows("model__owner", kept={"history": "articles"}, plain="digest prevailing"),
    "contracts.Verification": Rows(plain="part failures"),
    "contracts.WorkingCopy": Rows("model__owner", plain="languages prevailing"),
    "contracts.WorkingArticle": Rows("copy__model__owner", kept={"working": "texts"}, plain="key only_if"),
    "contracts.Contract": Rows(
        "principal agent group",
        seen=True,
        kept={"term": "forum clauses agent_tasks principal_tasks earlier_reason"},
        plain="reference nature status segments commission_event currency notice_scale notice_forms law languages prevailing signature time_zone next_kind",
    ),
    "contracts.TerritoryLine": Rows(PARTIES, seen=True, kept={"term": "regions"}, plain="country"),
    "contracts.ReservedCustomer": Rows(PARTIES, seen=True, kept={"term": "name place"}),
    "commission.Order": Rows(
        PARTIES,
        seen=True,
        kept={"company": "customer city"},
        plain="reference country delivery_country payer_country currency digest",
    ),
    "commission.Invoice": Rows(plain="number digest"),
    "commission.Payment": Rows(plain="digest"),
    "commission.CreditNote": Rows(
        SOLD, seen=True, kept={"history": "reason"}, plain="number cause digest", author="membership__person"
    ),
    "commission.LostDebt": Rows(
        SOLD, seen=True, kept={"history": "proof"}, plain="digest", author="membership__person"
    ),
    "commission.ExchangeRate": Rows(PARTIES, seen=True, kept={"history": "source"}, plain="currency into"),
    "commission.Statement": Rows(plain="reference currency rule vat"),
    "commission.Line": Rows(plain="section key unit event kind document currency rule scope why"),
    "commission.Dispute": Rows(MINE, seen=True, kept={"history": "reason"}, author="membership__person"),
    "commission.Answer": Rows(MINE, seen=True, kept={"history": "reason"}, plain="kind", author="membership__person"),
    "commission.Batch": Rows(),
    "commission.BatchEntry": Rows(),
    "commission.BatchOutcome": Rows(plain="refusal"),
    "commission.Split": Rows(plain="rule"),
    "commission.Share": Rows(plain="claim"),
    "commission.ShareAnswer": Rows(MINE, seen=True, kept={"history": "reason"}, author="membership__person"),
    "commission.SplitOutcome": Rows(plain="kind"),
    "commission.Settlement": Rows(MINE, seen=True, kept={"history": "note"}, author="membership__person"),
    "commission.Paper": Rows(plain="sha256"),
    "commission.Mandate": Rows(),
    "commission.MandateEnd": Rows(MINE, seen=True, kept={"history": "reason"}, author="membership__person"),
    "commission.CommissionInvoice": Rows(
        PARTIES,
        seen=True,
        kept={"history": "told"},
        plain="origin series number kind currency category",
        author="membership__person",
    ),
    "commission.InvoicePaper": Rows(plain="sha256"),
    "commission.Contest": Rows(MINE, seen=True, kept={"history": "reason"}, author="membership__person"),
    "contracts.CalendarFeed": Rows(plain="token_hash"),
    "contracts.Version": Rows(PARTIES, seen=True, kept={"signed": "data articles amendment"}, plain="digest"),
    "contracts.Effect": Rows(plain="outcome"),
    "contracts.WritingAsked": Rows(plain="side"),
    "contracts.Succession": Rows(
        "organisation successor", kept={"company": "old_name new_name", "history": "ground"}, plain="kind"
    ),
    "contracts.PartyChange": Rows(PARTIES, seen=True, kept={"company": "old_name"}, plain="role step"),
    "contracts.Approval": Rows(plain="side role"),
    "contracts.SigningAuthority": Rows("organisation", kept={"history": "source"}),
    "contracts.Place": Rows(plain="country segment"),
    "contracts.Clearance": Rows(plain="side claim"),
    "contracts.PlaceAsked": Rows(plain="side places"),
    "contracts.Signature": Rows(
        MINE,
        seen=True,
        kept={"signed": "consent"},
        plain="side consent_digest identified_by container",
        author="membership__person",
    ),
    "contracts.Proposal": Rows(
        PARTIES,
        seen=True,
        kept={"history": "before after reason"},
        plain="subject side",
        author="membership__person",
    ),
    "contracts.Answer": Rows(
        MINE, seen=True, kept={"history": "reason"}, plain="kind side", author="membership__person"
    ),
    "contracts.Comment": Rows(
        MINE, within="contract", kept={"history": "text"}, plain="subject side audience", author="membership__person"
    ),
    "contracts.Typing": Rows(MINE, hidden="texts reason", plain="subject", author="membership__person"),
    "contracts.Document": Rows(plain="kind sha256 language"),
    "contracts.Revision": Rows(
        "signature__membership__organisation",
        seen=True,
        kept={"signed": "found"},
        plain="what sha256 field certificate",
        author="signature__membership__person",
    ),
    "contracts.NotConcluded": Rows(
        MINE, seen=True, kept={"signed": "reason"}, plain="cause side", author="membership__person"
    ),
    "contracts.PaperCopy": Rows(plain="side"),
    "contracts.PaperConfirmation": Rows(plain="side"),
    "contracts.Evidence": Rows(plain="kind side facts text_digest previous digest"),
    "contracts.EvidenceText": Rows(
        "event__membership__organisation",
        seen=True,
        whole="content",
        plain="salt",
        author="event__membership__person",
        at="event__at",
    ),
    "contracts.Term": Rows(plain="began rule"),
    "contracts.Notice": Rows(
        MINE, seen=True, kept={"signed": "grounds"}, plain="side form explanation", author="membership__person"
    ),
    "contracts.Ending": Rows(plain="reason"),
    "contracts.Reminder": Rows(plain="side"),
    "contracts.EndProposal": Rows(
        MINE, seen=True, kept={"signed": "reason"}, plain="side", author="membership__person"
    ),
    "contracts.Confirmation": Rows(plain="side"),
    "contracts.Choice": Rows(
        MINE, seen=True, kept={"signed": "reason"}, plain="question answer", author="membership__person"
    ),
    "contracts.CommissionFigure": Rows(
        MINE, seen=True, kept={"signed": "source"}, plain="side currency", author="membership__person"
    ),
    "contracts.RenewalDecision": Rows(plain="side decision"),
    "contracts.Duty": Rows(plain="code side law rule"),
    "contracts.DutyEvent": Rows(
        MINE, seen=True, kept={"signed": "number reason"}, plain="kind", author="membership__person"
    ),
    "contracts.LawCorrection": Rows(hidden="source reason", plain="jurisdiction key value status"),
    "privacy.Period": Rows(plain="kind"),
    "privacy.Erasure": Rows(plain="kind model row field digests"),
}
