"""The words of personal data: kinds, places, and why something is kept."""

from django.utils.translation import gettext_lazy as _

# kind: (what, since when)
KINDS = {
    "contacts": (_("Contacts at customers"), _("the last day in touch")),
    "former": (_("Addresses of former members"), _("the day they left")),
    "journal": (_("Where from people acted"), _("the event")),
    "messages": (_("Texts of e-mail"), _("the day it was written")),
    "candidatures": (_("Candidatures that were answered"), _("the answer")),
    "invitations": (_("Invitations that nobody accepted"), _("the day they were over")),
}
EXPLAINED = {
    "contacts": _("The whole contact. Three years after the last contact is what data protection authorities advise."),
    "former": _("The address by which a former member was invited. What they signed stays under their name."),
    "journal": _("Network address and program in the journal, and invited addresses. Who did what, and when, stays."),
    "messages": _("Subject and text of what was mailed. That it was sent, when and to whom stays."),
    "candidatures": _("Everything that the applicant wrote. That one applied, when, and how it ended stays."),
    "invitations": _("The whole invitation: revoked ones, and those whose last day passed."),
}

NAMES = {
    "core.EntryText": _("Journal: words and where from"),
    "core.Message": _("E-mail that was sent"),
    "network.Organisation": _("Your organisation"),
    "network.OrganisationName": _("Names through time"),
    "network.Customer": _("Customers"),
    "network.Person": _("Members"),
    "network.Membership": _("Titles on contracts"),
    "network.SavedView": _("Kept filters of your members"),
    "network.Contact": _("Contacts at customers"),
    "fieldwork.Report": _("Visit reports: places and private notes"),
    "fieldwork.HeadCorrection": _("Visit reports: former heads"),
    "fieldwork.Met": _("Visit reports: people met"),
    "fieldwork.Account": _("Visit reports: sections"),
    "fieldwork.Competitor": _("Visit reports: competitors seen"),
    "fieldwork.Remark": _("Visit reports: answers"),
    "fieldwork.NextAction": _("Visit reports: actions"),
    "fieldwork.ActionEvent": _("Visit reports: what became of actions"),
    "fieldwork.MergedCustomer": _("Customers: former records"),
    "fieldwork.StageMove": _("Prospects: why they moved"),
    "fieldwork.Order": _("Orders"),
    "fieldwork.OrderAnswer": _("Orders: reasons of answers"),
    "fieldwork.OrderRemark": _("Orders: questions, answers and disputes"),
    "fieldwork.Delivery": _("Orders: deliveries"),
    "network.Invitation": _("Invitations"),
    "network.ApiToken": _("Names of API tokens"),
    "network.CandidaturePage": _("Your public page for candidatures"),
    "network.Candidature": _("Candidatures"),
    "catalogue.Product": _("Products"),
    "commission.Order": _("Order accepted: customer"),
    "commission.CreditNote": _("Credit note: reason"),
    "commission.LostDebt": _("Debt lost: proof"),
    "commission.ExchangeRate": _("Rate of exchange: source"),
    "commission.Dispute": _("Dispute of commission"),
    "commission.Answer": _("Answer to a dispute of commission"),
    "commission.ShareAnswer": _("Parts of orders: reasons of answers"),
    "commission.Settlement": _("Payment of commission: reference"),
    "contracts.ContractModel": _("Models of contracts"),
    "contracts.ModelVersion": _("Articles of models"),
    "contracts.WorkingArticle": _("Articles of models that are being written"),
    "contracts.Contract": _("Terms of contracts"),
    "contracts.TerritoryLine": _("Territories of contracts"),
    "contracts.ReservedCustomer": _("Reserved customers"),
    "contracts.Version": _("Versions of contracts"),
    "contracts.Succession": _("Successions of organisations"),
    "contracts.PartyChange": _("Former names of parties"),
    "contracts.SigningAuthority": _("Authorities to sign"),
    "contracts.Signature": _("Signatures"),
    "contracts.Revision": _("Signatures made elsewhere"),
    "contracts.NotConcluded": _("Refusals to sign"),
    "contracts.EvidenceText": _("Evidence of signatures: words and where from"),
    "contracts.Notice": _("Notices"),
    "contracts.EndProposal": _("Proposals to end"),
    "contracts.Proposal": _("Proposals of a negotiation"),
    "contracts.Answer": _("Answers to proposals"),
    "contracts.Comment": _("Comments on articles and terms"),
    "contracts.Choice": _("Answers to questions of law"),
    "contracts.CommissionFigure": _("Sources of commission figures"),
    "contracts.DutyEvent": _("What was recorded of duties"),
}

REASONS = {
    "signed": _(
        "Kept: part of a signed document or of an act of a contract, to prove rights (GDPR art. 17(3)(b) and (e))."
    ),
    "history": _("Kept: history that only grows, to prove rights (GDPR art. 17(3)(e))."),
    "term": _(
        "A term of a contract: changed in its draft or by amendment; kept once signed (GDPR art. 17(3)(b) and (e))."
    ),
    "working": _("Words of a model that counsel are writing: take them out on the page of its article."),
    "company": _("Names a company, its seat or its products: correct it on its own page."),
    "account": _("Their own account: they erase it themselves, in their settings."),
    "title": _("Stands below signatures: correct it on the page of members; kept once signed (GDPR art. 17(3)(e))."),
    "member": _("A member acts under this address: end the membership first."),
    "open_invitation": _("This invitation is open: revoke it on the page of members first."),
    "open_candidature": _("This candidature is open: refuse it first, or let its applicant withdraw it."),
    "waits": _("This e-mail waits to be sent: try again in a few minutes."),
}

# What the file of one's own data holds, in its order.
SECTIONS = {
    "account": _("Account"),
    "addresses": _("E-mail addresses"),
    "memberships": _("Organisations you act or acted for"),
    "sessions": _("Open sessions"),
    "second_factors": _("Second factors (what they are, never their secrets)"),
    "kept_filters": _("Filters you kept"),
    "calendars": _("Calendar addresses you made"),
    "tokens": _("API tokens you made"),
    "muted_mail": _("E-mail you muted"),
    "invitations": _("Invitations you received"),
    "written": _("What you wrote"),
    "journal": _("What you did, and where from"),
    "mail": _("E-mail sent to you"),
}
