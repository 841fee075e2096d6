"""What the agenda publishes of people, and what it knows of whoever proposes an event. Imported by AppConfig.ready."""

from django.utils.translation import gettext_lazy as _

from content.privacy import Basis, Kept, Processing, join, register
from events.proposals import jobs
from events.proposals.asking import PER_ADDRESS, PER_NETWORK
from events.proposals.models import FORGOTTEN, SETTLED, UNCONFIRMED

join("publications", "events.EventPage")
register(
    Processing(
        slug="propositions",
        title=_("Vos propositions pour l’agenda"),
        purpose=_("vérifier qu’une proposition vient bien de vous, vous répondre, vous laisser la changer"),
        basis=Basis.MISSION,
        data=_("votre nom, votre adresse de courriel, votre téléphone s’il est donné, ce que vous proposez"),
        recipients=_("la mairie ; ni votre nom, ni votre adresse ne paraissent"),
        kept=(
            Kept(_("une proposition pas encore confirmée"), _("%(period)s"), UNCONFIRMED, jobs.forget),
            Kept(
                _("une proposition décidée"),
                _("%(period)s, et tant que le rendez-vous publié est à venir"),
                SETTLED,
                jobs.forget,
            ),
            Kept(_("une proposition sur laquelle rien n’est décidé"), _("%(period)s"), FORGOTTEN, jobs.forget),
            Kept(_("un calendrier que vous avez donné, et qui l’a donné"), _("tant que la mairie le lit")),
            Kept(
                _("une empreinte de votre adresse de réseau"),
                _("%(period)s, pour empêcher l’abus du formulaire"),
                PER_NETWORK.window,
                jobs.forget,
            ),
            Kept(
                _("une empreinte de votre adresse de courriel"),
                _("%(period)s au plus, oubliée dès que vous confirmez"),
                PER_ADDRESS.window,
                jobs.forget,
            ),
        ),
        models=("events.Proposal", "events.CalendarSource"),
    )
)
