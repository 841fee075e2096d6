"""What the pages of the town say of people, and what the contact form knows of whoever writes. Imported by AppConfig.ready."""

from django.utils.translation import gettext_lazy as _

from content.privacy import Basis, Kept, Processing, join, register
from home import jobs
from home.contact.models import KEPT
from home.contact.sending import PER_ADDRESS, PER_NETWORK
from newsletter import jobs as newsletter_jobs

join("publications", "home.ProcedurePage", "home.ServicePage")
join("bureau", "home.ActPage")  # who answered for the personal names in an act

register(
    Processing(
        slug="contact",
        title=_("Vos messages à la mairie"),
        purpose=_("remettre votre message au service qui vous répond, vous laisser le relire"),
        basis=Basis.MISSION,
        data=_("votre message, votre nom s’il est donné, votre adresse de courriel ou votre téléphone"),
        recipients=_("le service du sujet choisi"),
        kept=(
            Kept(_("votre message"), _("%(period)s sur ce site"), KEPT, jobs.forget_messages),
            Kept(
                _("une empreinte de votre adresse de réseau"),
                _("%(period)s, pour empêcher l’abus du formulaire"),
                PER_NETWORK.window,
                newsletter_jobs.forget,
            ),
            Kept(
                _("une empreinte de votre adresse de courriel"),
                _("%(period)s, pour ne pas y envoyer trop d’accusés de réception"),
                PER_ADDRESS.window,
                newsletter_jobs.forget,
            ),
        ),
        models=("home.ContactMessage", "home.ContactSubject"),
    )
)
