"""What either party does with a need, a quote or a complaint: answers it, writes, translates, ends it, orders what was quoted."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.forms.fields import language_choices
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who

from ..actions import answering as verbs
from ..actions.quoting import order_quote as order_what_was_quoted
from ..forms.answering import AnswerForm, OutcomeForm, PhotosForm, ReasonForm, TranslateForm, WordsForm
from ..forms.asking import OrderQuoteForm
from ..models import Matter
from ..pages.matters import tag
from ..queries import matters as queries
from ..rules.verbs import WRITE
from ..words import matters as said
from ..words.refusals import REFUSALS
from .asking import keep_photos
from .doors import LIST, matter_for, posted, today_of


def done(
    request: Request, matter: Matter, verb: str, form: Any, run: Callable[[Mapping[str, Any]], Any], *, told: str,
    says: list[str], danger: bool = False, to: str = "needs:matter", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one verb: what follows, the form, the button named by its effect; then back."""
    if submit(request, form, run):
        messages.success(request, told)
        return redirect("fieldwork:order", form.done.pk) if verb == "order" else redirect(to, matter.pk)
    label = str(said.ANSWERING[matter.kind][0] if verb == "answer" else said.VERBS[verb][0])
    context = {
        "matter": matter, "form": form, "title": label, "verb": label, "says": says, "danger": danger,
        "about": said.title(matter), "crumbs": crumbs(LIST, (matter.reference, "needs:matter", matter.pk), here=label), **more,
    }  # fmt: skip
    return render(request, "needs/declare.html", context, status=form.status)


@login_required
def answer(request: Request, pk: UUID) -> HttpResponse:
    """The principal answers, or asks back."""
    matter, _facts = matter_for(request, pk, "answer")
    form = AnswerForm(
        said.ANSWERS[matter.kind],
        posted(request),
        has_remedy=matter.kind == Matter.Kind.COMPLAINT,
        initial={"language": tag()},
    )

    def run(given: Mapping[str, Any]) -> object:
        remedy = given.get("remedy", "") if given["answer"] == "accepted" else ""
        told = {name: given[name] for name in ("answer", "text", "language", "key")} | {"remedy": remedy}
        return verbs.answer(matter, by=who(request), at=clock.now(), **told)

    says = [
        _("%(agent)s reads your answer at once. It does not change afterwards.") % {"agent": matter.contract.agent.name},
        _("Agreed to, the quote is your offer to the customer, exactly as it stands.") if matter.kind == Matter.Kind.QUOTE
        else _("You may answer again: the newest answer stands."),
    ]  # fmt: skip
    opening = queries.with_openings([matter])[0].opening  # type: ignore[attr-defined]
    return done(
        request,
        matter,
        "answer",
        form,
        run,
        told=_("Your answer is given."),
        says=says,
        opening=opening and opening.text_in(tag())[0],
    )


@login_required
def write(request: Request, pk: UUID) -> HttpResponse:
    """Words to the other party."""
    matter, _facts = matter_for(request, pk, "write")
    form = WordsForm(posted(request), initial={"language": tag()})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.write(matter, by=who(request), at=clock.now(), **given)

    says = [_("Both parties read it; it cannot be changed afterwards.")]
    return done(request, matter, "write", form, run, told=_("It is written."), says=says)


@login_required
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """The agent takes back what has no answer yet."""
    matter, _facts = matter_for(request, pk, "withdraw")
    form = ReasonForm(posted(request), initial={"language": tag()})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.withdraw(matter, text=given["text"], language=given["language"], by=who(request), at=clock.now())

    says = [_("It stays to be read by both parties, as withdrawn, and needs no answer any more.")]
    return done(request, matter, "withdraw", form, run, told=_("It is withdrawn."), says=says, danger=True)


@login_required
def close(request: Request, pk: UUID) -> HttpResponse:
    """The agent closes a complaint."""
    matter, _facts = matter_for(request, pk, "close")
    form = OutcomeForm(posted(request), initial={"language": tag()})

    def run(given: Mapping[str, Any]) -> object:
        told = {"text": given["text"], "language": given["language"]}
        return verbs.close_complaint(matter, by=who(request), at=clock.now(), **told)

    says = [_("Both parties read what came of it. A closed complaint is not opened again.")]
    return done(request, matter, "close", form, run, told=_("The complaint is closed."), says=says)


@login_required
def attach(request: Request, pk: UUID) -> HttpResponse:
    """Photos that come afterwards."""
    matter, _facts = matter_for(request, pk, "attach")
    form = PhotosForm(posted(request), request.FILES or None)

    def run(given: Mapping[str, Any]) -> object:
        keep_photos(request, matter, given["photos"])
        return matter

    says = [_("Both parties open them. They are kept small, and without what the camera wrote beside the picture.")]
    return done(request, matter, "attach", form, run, told=_("The photos are there."), says=says)


@login_required
def order_quote(request: Request, pk: UUID) -> HttpResponse:
    """The customer orders what was quoted."""
    matter, _facts = matter_for(request, pk, "order")
    form = OrderQuoteForm(posted(request), initial={"received_on": today_of(matter.contract)})

    def run(given: Mapping[str, Any]) -> object:
        return order_what_was_quoted(matter, by=who(request), at=clock.now(), **given)

    says = [
        _("The order has the lines, prices and delivery terms of this quote."),
        _("%(principal)s answers it like any other order.") % {"principal": matter.contract.principal.name},
    ]
    return done(request, matter, "order", form, run, told=_("The order is recorded."), says=says)


@login_required
def translate(request: Request, pk: UUID) -> HttpResponse:
    """Somebody puts what was said in another language. `pk` names the utterance."""
    found = access.fetch(request.user, WRITE, queries.utterances(), pk=pk)
    if not found.original:
        raise Refused("no_words_there", REFUSALS["no_words_there"])
    matter, _facts = matter_for(request, found.matter_id, "write")
    open_to = [row for row in language_choices() if row[0] not in found.texts]
    wanted = tag() if tag() not in found.texts else {"fr": "en"}.get(tag(), "fr")
    form = TranslateForm(open_to, posted(request), initial={"language": wanted})

    def run(given: Mapping[str, Any]) -> object:
        return verbs.translate(found, language=given["language"], text=given["text"], by=who(request), at=clock.now())

    says = [_("It stands beside the original, which stays, with your name.")]
    label = _("Add a translation")
    return done(
        request, matter, "write", form, run, told=_("The translation is there."), says=says,
        opening=found.texts[found.original], label=label,
    )  # fmt: skip
