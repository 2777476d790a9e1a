"""Every page, and who looks at it. A page that is not here is not looked at: add it with its address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """One page as one person sees it. `key`: looked at in both languages, both widths, both colours.

    `paper`: a document for a frame, that runs no script, not even a test's: its text is looked at in an empty page.
    """

    name: str
    path: str
    who: str | None = "manager"
    key: bool = False
    paper: bool = False

    def at(self, things: dict[str, str]) -> str:
        """The path with the identifiers of this server's things."""
        return self.path.format(**things)

    def __str__(self) -> str:
        return self.name


LOOKS = (
    Look("sign-in", "/accounts/login/", None, key=True),
    Look("today", "/", key=True),
    Look("today-of-the-sme", "/", "director"),
    Look("today-of-the-agent", "/", "subsidiary"),
    Look("today-of-counsel", "/", "counsel"),
    Look("today-of-the-administrator", "/", "administrator"),
    Look("portfolio", "/contracts/", key=True),
    Look("portfolio-of-the-sme", "/contracts/", "director"),
    Look("portfolio-filters", "/contracts/filters/"),
    Look("portfolio-empty", "/contracts/?q=nothing-is-called-so"),
    Look("calendar", "/contracts/calendar/", key=True),
    Look("map", "/contracts/map/"),
    Look("new-contract", "/contracts/new/", key=True),
    Look("step-products", "/contracts/{begun}/steps/products/"),
    Look("step-territory", "/contracts/{begun}/steps/territory/"),
    Look("step-tasks", "/contracts/{begun}/steps/tasks/"),
    Look("step-commission", "/contracts/{begun}/steps/commission/"),
    Look("step-duration", "/contracts/{begun}/steps/duration/"),
    Look("step-law", "/contracts/{begun}/steps/law/"),
    Look("review-begun", "/contracts/{begun}/review/"),
    Look("review", "/contracts/{typed}/review/"),
    Look("draft", "/contracts/{typed}/draft/", paper=True),
    Look("contract", "/contracts/{near}/", key=True),
    Look("contract-of-the-sme", "/contracts/{near}/", "director"),
    Look("contract-of-the-agent", "/contracts/{near}/", "subsidiary"),
    Look("contract-moral", "/contracts/{moral}/"),
    Look("contract-indefinite", "/contracts/{indefinite}/"),
    Look("contract-begun", "/contracts/{begun}/"),
    Look("contract-proposed", "/contracts/{proposed}/"),
    Look("contract-to-sign", "/contracts/{to_sign}/"),
    Look("contract-leaving", "/contracts/{leaving}/"),
    Look("contract-ended", "/contracts/{ended}/"),
    Look("contract-withdrawn", "/contracts/{withdrawn}/"),
    Look("journal", "/contracts/{near}/journal/"),
    Look("version", "/contracts/{proposed}/versions/2/"),
    Look("version-overtaken", "/contracts/{proposed}/versions/1/"),
    Look("sign", "/contracts/{to_sign}/sign/", "signatory"),
    Look("reopen", "/contracts/{to_sign}/reopen/"),
    Look("withdraw", "/contracts/{proposed}/withdraw/"),
    Look("notice", "/contracts/{near}/notice/", key=True),
    Look("notice-served", "/contracts/notices/{notice}/"),
    Look("end-by-agreement", "/contracts/{near}/end/"),
    Look("end-proposed", "/contracts/{end_proposed}/end/accept/"),
    Look("serious-default", "/contracts/{near}/default/"),
    Look("organisations", "/organisations/", key=True),
    Look("organisation-sme", "/organisations/{sme}/"),
    Look("organisation-subsidiary", "/organisations/{subsidiary}/"),
    Look("organisation-mine", "/organisations/{sme}/", "director"),
    Look("organisation-change", "/organisations/{sme}/change/", "director"),
    Look("organisation-rename", "/organisations/{sme}/rename/", "director"),
    Look("add-subsidiary", "/organisations/add-subsidiary/"),
    Look("admit-sme", "/organisations/admit-sme/"),
    Look("members", "/organisations/{group}/members/", key=True),
    Look("invite", "/organisations/{group}/members/invite/"),
    Look("member-change", "/members/{member}/"),
    Look("member-end", "/members/{member}/end/"),
    Look("roles", "/roles/"),
    Look("invitation", "/join/{invitation_key}/", None, key=True),
    Look("invitation-of-another", "/join/{invitation_key}/"),
    Look("customers", "/organisations/customers/", "subsidiary"),
    Look("customer-change", "/organisations/customers/{customer}/", "subsidiary"),
    Look("customer-add", "/organisations/customers/add/", "subsidiary"),
    Look("products", "/products/"),
    Look("products-of-the-sme", "/products/", "director"),
    Look("product-add", "/products/add/", "director"),
    Look("product", "/products/{product}/", "director"),
    Look("product-shared", "/products/{product}/"),
    Look("product-change", "/products/{product}/change/", "director"),
    Look("settings", "/settings/", key=True),
    Look("models", "/contracts/models/"),
    Look("models-of-counsel", "/contracts/models/", "counsel"),
    Look("model", "/contracts/models/{model}/", "counsel"),
    Look("model-version", "/contracts/models/{model}/versions/{model_version}/"),
    Look("model-publish", "/contracts/models/{own_model}/publish/", "counsel"),
    Look("model-copy", "/contracts/models/{model}/copy/", "counsel"),
    Look("contracts-of-the-sme", "/contracts/of/{sme}/"),
    Look("laws", "/contracts/law/"),
    Look("law", "/contracts/law/FR/"),
    Look("law-with-gaps", "/contracts/law/JO/"),
    Look("law-correct", "/contracts/law/FR/notice_months/", "administrator"),
    Look("dates-to-try", "/contracts/law/dates/"),
    Look(
        "dates-tried",
        "/contracts/law/dates/?law=FR&nature=renewable&first_day=2024-03-01&months=12&served_on=2026-12-10",
    ),
    Look("signatories", "/contracts/of/{sme}/signatories/", "director"),
    Look("jobs", "/platform/jobs/", "administrator"),
    Look("e-mail-addresses", "/accounts/email/"),
    Look("password", "/accounts/password/change/"),
    Look("password-forgotten", "/accounts/password/reset/", None),
    Look("second-factor", "/accounts/2fa/"),
    Look("open-sessions", "/accounts/sessions/"),
    Look("confirm-who-i-am", "/accounts/reauthenticate/"),
    Look("passkeys", "/accounts/2fa/webauthn/"),
    Look("letter-on-its-way", "/accounts/password/reset/done/", None),
    Look("link-that-opens-nothing", "/accounts/password/reset/key/1-x/", None),
    Look("address-link-that-opens-nothing", "/accounts/confirm-email/x/", None),
    Look("account-closed", "/accounts/inactive/", None),
    Look("identity-provider", "/accounts/3rdparty/"),
    Look("sign-out", "/accounts/logout/"),
)
KEYS = tuple(look for look in LOOKS if look.key)
WEIGHED = tuple(look for look in LOOKS if look.name in {"sign-in", "today", "portfolio", "contract"})
