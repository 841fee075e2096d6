"""What a proposal's page says, to its sender: the receipt, where it stands, what can still be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from events.desk.form import Planning, read_back
from events.proposals.asking import revocable
from events.proposals.mails import Sent
from events.proposals.models import CalendarSource, Proposal, Submission
from events.proposals.pages import imagined
from events.proposals.reading import Line, lines

State = Submission.State


def receipt(sent: Sent, today: date) -> list[dict[str, str]]:
    """What was sent, line by line, as components/receipt.html shows it."""
    if isinstance(sent, Proposal):
        said = lines(imagined(sent.said, sent.site), today, sent.said.organizer_name)
    else:
        said = [
            Line(_("Calendrier"), sent.url or _("un fichier .ics")),
            Line(_("Qui organise"), sent.organizer.name if sent.organizer else sent.organizer_name),
        ]
    return [{"label": line.label, "value": line.text} for line in said]


def planning(sent: Sent, today: date) -> Planning | None:
    """The next dates of a series, None for anything else."""
    if not isinstance(sent, Proposal) or not sent.said.rule:
        return None
    event = imagined(sent.said, sent.site)
    return read_back(event, event.schedule(), today)


def page(sent: Sent, confirmed: Iterable[Sent], today: date) -> dict[str, Any]:
    """Everything the page of a proposal shows."""
    event = sent.event if isinstance(sent, Proposal) else None
    live = event is not None and event.live
    return {
        "sent": sent,
        "title": title(sent),
        "standfirst": standfirst(sent),
        "facts": receipt(sent, today),
        "planning": planning(sent, today),
        "others": [
            {"title": str(each), "url": reverse("proposal", args=[each.token]), "answer": ""}
            for each in confirmed
            if each.pk != sent.pk or type(each) is not type(sent)
        ],
        "event_path": event.path_on_site(sent.site) if event and live else "",
        "asked": sent.state == State.ASKED,
        "may_withdraw": sent.state in revocable(sent),
        "report": sent.report if isinstance(sent, CalendarSource) and sent.state == State.ACCEPTED else {},
        "refused": sent.state == State.REFUSED,
        "may_change": isinstance(sent, Proposal) and sent.may_change,
    }


def title(sent: Sent) -> str:
    return {
        State.ASKED: _("Un dernier geste"),
        State.WAITING: _("Votre proposition est à la mairie"),
        State.ACCEPTED: _("Votre proposition est acceptée"),
        State.REFUSED: _("Votre proposition n’est pas publiée"),
        State.WITHDRAWN: _("Votre proposition est retirée"),
    }[State(sent.state)]


def standfirst(sent: Sent) -> str:
    """What happens now, in one sentence or two."""
    if sent.state == State.ACCEPTED:
        if isinstance(sent, Proposal):
            return _("Elle est dans l’agenda. Gardez ce lien : il sert à la changer ou à l’annuler.")
        return _("La mairie lit votre calendrier. Chaque rendez-vous nouveau ou changé est relu avant de paraître.")
    return {
        State.ASKED: _("Relisez, puis appuyez sur le bouton : votre proposition arrive à la mairie."),
        State.WAITING: _(
            "Une personne la relit avant de la publier. Vous recevrez un courriel dès que ce sera décidé."
        ),
        State.REFUSED: _("La mairie vous dit pourquoi. Vous pouvez corriger et proposer de nouveau."),
        State.WITHDRAWN: _("La mairie ne la publiera pas. Rien d’autre n’est à faire."),
    }[State(sent.state)]
