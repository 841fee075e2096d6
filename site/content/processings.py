"""What the kernel itself knows of people. Imported by AppConfig.ready."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content import jobs, retention
from content.privacy import Basis, Kept, Processing, register

register(
    Processing(
        slug="reponses",
        title=_("Les courriels que le site envoie à une seule personne"),
        purpose=_("vous répondre : un lien à confirmer, un accusé de réception"),
        basis=Basis.MISSION,
        data=_("votre adresse et le courriel envoyé"),
        recipients=_("la mairie et le service qui achemine les courriels"),
        kept=(Kept(_("le courriel"), _("%(period)s"), retention.SINGLE_MAIL, jobs.forget),),
        models=("content.OutgoingMessage",),
    )
)
register(
    Processing(
        slug="publications",
        title=_("Ce que la commune publie"),
        purpose=_("dire aux habitants à qui s’adresser"),
        basis=Basis.MISSION,
        data=_("nom, fonction, téléphone et courriel professionnels ou associatifs, auteur d’une photographie"),
        recipients=_("tout le monde : ces informations sont publiques"),
        people=_("les élus, les agents, les responsables d’associations, les photographes"),
        kept=(Kept(_("l’information"), _("tant que la page est en ligne ; retirée dès que la personne le demande")),),
        models=(
            "content.Commune",
            "content.Councillor",
            "content.Organizer",
            "content.Place",
            "content.TownDocument",
            "content.TownImage",
        ),
    )
)
register(
    Processing(
        slug="bureau",
        title=_("Les comptes des personnes qui écrivent sur le site"),
        purpose=_("ouvrir le bureau aux seules personnes autorisées, et savoir qui a publié quoi"),
        basis=Basis.MISSION,
        data=_("nom, adresse de courriel, empreinte du mot de passe, actions faites dans le bureau"),
        recipients=_("les administrateurs du site"),
        people=_("les agents, les élus et les associations qui écrivent sur le site"),
        kept=(
            Kept(_("la connexion au bureau"), _("%(period)s"), timedelta(seconds=settings.SESSION_COOKIE_AGE)),
            Kept(_("le nom de qui a fait chaque action"), _("%(period)s"), retention.ACTIONS, jobs.forget),
            Kept(_("le compte"), _("jusqu’au départ de la personne")),
        ),
        models=(
            "accounts.SignInLink",
            "accounts.User",
            "sessions.Session",
            "wagtailadmin.EditingSession",
            "wagtailadmin.FormState",
            "wagtailcore.Comment",
            "wagtailcore.CommentReply",
            "wagtailcore.ModelLogEntry",
            "wagtailcore.Page",
            "wagtailcore.PageLogEntry",
            "wagtailcore.PageSubscription",
            "wagtailcore.Revision",
            "wagtailcore.TaskState",
            "wagtailcore.UploadedFile",
            "wagtailcore.WorkflowState",
            "wagtailusers.UserProfile",
        ),
    )
)
