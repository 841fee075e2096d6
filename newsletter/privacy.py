"""What the newsletter knows of its readers. Imported by AppConfig.ready."""

from django.utils.translation import gettext_lazy as _

from content.privacy import Basis, Kept, Processing, join, register
from newsletter import jobs
from newsletter.bounces import forgetting
from newsletter.models.importing import DRAFT_KEPT, LINES_KEPT
from newsletter.models.paper import PAPER_KEPT_AFTER, PAPER_REQUEST_KEPT
from newsletter.subscribers import limits, reaffirming, retention, suppression
from newsletter.subscribers.tokens import CONFIRMATION_LIFE, PERSONAL_LIFE

register(
    Processing(
        slug="lettre",
        title=_("Les courriels de la commune"),
        purpose=_("vous envoyer le bulletin, les nouvelles et les alertes que vous avez choisis"),
        basis=Basis.CONSENT,
        data=_("votre adresse de courriel, vos sujets, vos quartiers, votre rythme ; rien d’autre"),
        recipients=_("la mairie et le service qui achemine les courriels"),
        kept=(
            Kept(_("une demande pas encore confirmée"), _("%(period)s"), CONFIRMATION_LIFE, jobs.forget),
            Kept(_("une liste apportée par la mairie, avant qu’elle serve"), _("%(period)s"), DRAFT_KEPT, jobs.forget),
            Kept(_("ce qu’est devenue chaque ligne de cette liste"), _("%(period)s"), LINES_KEPT, jobs.forget),
            Kept(_("un lien pour lire, déplacer ou effacer vos données"), _("%(period)s"), PERSONAL_LIFE, jobs.forget),
            Kept(
                _("votre accord"),
                _("%(period)s de silence, puis nous vous le redemandons ; sans réponse, seules les alertes continuent"),
                reaffirming.SILENCE,
                jobs.ask_again,
            ),
            Kept(
                _("votre adresse et vos choix"),
                _("%(period)s après votre départ, le temps de réparer une erreur"),
                retention.ADDRESS_AFTER_LEAVING,
                jobs.forget,
            ),
        ),
        models=(
            "newsletter.Subscriber",
            "newsletter.Subscription",
            "newsletter.SubscriptionRequest",
            "newsletter.PersonalLink",
            "newsletter.ImportLine",
        ),
    )
)
register(
    Processing(
        slug="accords",
        title=_("La preuve de votre accord et de votre départ"),
        purpose=_("montrer que personne n’a été inscrit sans l’avoir voulu"),
        basis=Basis.LAW,
        data=_("la phrase acceptée, les dates, la page ; à la place de votre adresse, une empreinte"),
        recipients=_("la mairie, et la CNIL si elle le demande"),
        kept=(
            Kept(
                _("la preuve"),
                _("%(period)s après votre départ, sans votre adresse : l’empreinte ne permet pas de la retrouver"),
                retention.PROOF_AFTER_LEAVING,
                jobs.forget,
            ),
        ),
        models=("newsletter.ConsentLine",),
    )
)
register(
    Processing(
        slug="envois",
        title=_("Le registre des envois"),
        purpose=_("savoir à qui un envoi est parti, réparer un envoi manqué, et ne rien annoncer deux fois"),
        basis=Basis.INTEREST,
        data=_("ce qui vous a été envoyé, l’heure, la réponse de votre messagerie ; jamais si vous l’avez ouvert"),
        recipients=_("la mairie"),
        kept=(
            Kept(
                _("à qui chaque envoi est parti"),
                _("%(period)s, puis seulement des nombres"),
                retention.PERSON_IN_LEDGER,
                jobs.forget,
            ),
        ),
        models=("newsletter.Delivery", "newsletter.Told"),
    )
)
register(
    Processing(
        slug="papier",
        title=_("Le bulletin en papier"),
        purpose=_("apporter le bulletin dans votre boîte aux lettres"),
        basis=Basis.CONSENT,
        data=_("votre nom, votre adresse postale, le nombre d’exemplaires, comment vous avez donné votre accord"),
        recipients=_("la mairie, la personne qui fait la tournée ou la poste"),
        kept=(
            Kept(
                _("une demande à laquelle la mairie n’a pas répondu"), _("%(period)s"), PAPER_REQUEST_KEPT, jobs.forget
            ),
            Kept(_("votre nom et votre adresse"), _("%(period)s après votre départ"), PAPER_KEPT_AFTER, jobs.forget),
        ),
        models=("newsletter.PaperSubscriber",),
    )
)
register(
    Processing(
        slug="abus",
        title=_("La protection du formulaire"),
        purpose=_("empêcher quelqu’un d’inscrire les autres ou d’inonder leur boîte"),
        basis=Basis.INTEREST,
        data=_("une empreinte de votre adresse de réseau et de votre adresse de courriel"),
        recipients=_("personne : seul le logiciel s’en sert"),
        kept=(
            Kept(_("l’empreinte de votre adresse de réseau"), _("%(period)s"), limits.PER_NETWORK.window, jobs.forget),
            Kept(
                _("l’empreinte de votre adresse de courriel"),
                _("%(period)s au plus, oubliée dès que vous confirmez"),
                limits.PER_ADDRESS.window,
                jobs.forget,
            ),
        ),
        models=("content.RequestCounter",),
    )
)
register(
    Processing(
        slug="retours",
        title=_("Les courriels qui ne vous parviennent pas"),
        purpose=_("cesser d’écrire à une adresse qui ne répond plus, ou à qui nous a signalés comme indésirables"),
        basis=Basis.INTEREST,
        data=_("la réponse de votre messagerie, sans votre adresse ; ensuite, une empreinte de l’adresse"),
        recipients=_("la mairie"),
        kept=(
            Kept(_("la réponse de votre messagerie"), _("%(period)s"), forgetting.BOUNCE, jobs.forget),
            Kept(
                _("votre adresse, quand elle ne répond plus"),
                _("%(period)s, puis elle est effacée comme après un départ"),
                forgetting.SUSPENDED,
                jobs.forget,
            ),
            Kept(
                _("l’empreinte d’une adresse à ne plus employer"),
                _("%(period)s, ou jusqu’à ce que vous vous abonniez de nouveau"),
                suppression.KEPT,
                jobs.forget,
            ),
        ),
        models=("newsletter.Bounce", "newsletter.Suppression"),
    )
)
join(
    "bureau",
    "newsletter.Approval",
    "newsletter.GroupText",
    "newsletter.Import",
    "newsletter.Issue",
    "newsletter.Waiver",
)
