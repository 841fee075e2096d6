"""The town itself: its name, its colours, where it is, when its town hall receives."""

from django.db import models
from django.db.models import prefetch_related_objects
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from content import departments, town_names
from content.desk.commune_form import COMMUNE_PANELS, CommuneForm
from content.generation import per_generation
from content.models.fields import ColourField, InseeCodeField, PhoneField
from content.models.opening import WEEKDAYS, DayHours, ExceptionalDay, KeepsHours, WeeklyOpening
from content.theme import Tokens, tokens

__all__ = ["WEEKDAYS", "Closure", "Commune", "DayHours", "OpeningPeriod", "commune_of"]


@register_setting(icon="home")
class Commune(KeepsHours, ClusterableModel, BaseSiteSetting):
    """What the town says of itself, once, for every page, mail and bulletin."""

    SCHOOL_ZONES = [
        ("A", "zone A"), ("B", "zone B"), ("C", "zone C"), ("", "autre (Corse, outre-mer) : dates à fournir"),
    ]  # fmt: skip

    name = models.CharField("nom", max_length=120, default="Notre commune")
    aspirated_h = models.BooleanField(
        "h aspiré", default=False, help_text="À cocher seulement si l’on dit « de Hautot » et non « d’Hautot »."
    )
    of_name = models.CharField(
        "avec « de »",
        max_length=130,
        blank=True,
        help_text="Laissez vide : le site trouve « de Valombreuse », « d’Aubrelle », « du Mesnil ».",
    )
    at_name = models.CharField(
        "avec « à »", max_length=130, blank=True, help_text="Laissez vide : « à Valombreuse », « au Mesnil »."
    )
    slogan = models.CharField("devise", max_length=160, blank=True)
    insee_code = InseeCodeField(
        "code INSEE",
        max_length=5,
        blank=True,
        help_text="Cinq signes, le département d’abord : 43157. Ce n’est pas le code postal.",
    )
    population = models.PositiveIntegerField("habitants", null=True, blank=True)
    coat_of_arms = models.ForeignKey(
        "content.TownImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="blason"
    )
    colour_1 = ColourField("première couleur", max_length=7, default="#0e4a3a")
    colour_2 = ColourField("seconde couleur", max_length=7, default="#f3a49b")

    address = models.TextField("adresse de la mairie", blank=True, help_text="Une ligne par ligne.")
    phone = PhoneField("téléphone", max_length=20, blank=True)
    emergency_phone = PhoneField(
        "urgence technique", max_length=20, blank=True, help_text="Une fuite, un arbre tombé : qui répond jour et nuit."
    )
    email = models.EmailField("courriel", blank=True)
    access = models.CharField(
        "accès",
        max_length=250,
        blank=True,
        help_text="Marches, rampe, stationnement : ce qu’il faut savoir avant de venir.",
    )
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    school_zone = models.CharField("vacances scolaires", max_length=1, choices=SCHOOL_ZONES, default="A", blank=True)

    director = models.CharField(
        "direction de la publication",
        max_length=160,
        blank=True,
        help_text="Obligatoire. Nom et qualité : « Hélène Courtade, maire ».",
    )
    editor = models.CharField("rédaction", max_length=160, blank=True)
    host_name = models.CharField(
        "hébergeur",
        max_length=160,
        blank=True,
        help_text="Obligatoire. L’entreprise ou le service qui tient la machine.",
    )
    host_address = models.CharField("adresse de l’hébergeur", max_length=250, blank=True)
    host_phone = PhoneField("téléphone de l’hébergeur", max_length=20, blank=True)
    host_email = models.EmailField("courriel de l’hébergeur", blank=True)
    dpo_name = models.CharField(
        "délégué à la protection des données",
        max_length=160,
        blank=True,
        help_text="Obligatoire pour une commune. Souvent un service partagé : centre de gestion, communauté de communes.",
    )
    dpo_phone = PhoneField("téléphone du délégué", max_length=20, blank=True)
    dpo_email = models.EmailField("courriel du délégué", blank=True)

    bulletin_title = models.CharField("titre du bulletin", max_length=80, default="Avis à la population")
    bulletin_credit = models.CharField("impression du bulletin", max_length=160, blank=True)
    print_run = models.PositiveIntegerField("tirage du bulletin", null=True, blank=True)
    groups_threshold = models.PositiveIntegerField(
        "habitants à partir desquels les groupes ont leur espace",
        default=1000,
        help_text="La loi dit 1 000 (article L. 2121-27-1 du code général des collectivités territoriales).",
    )
    first_round = models.DateField(
        "premier tour de la prochaine élection",
        null=True,
        blank=True,
        help_text="Du premier jour du sixième mois d’avant jusqu’au scrutin, le bureau tient le relevé de "
        "régularité du bulletin (article L. 52-1 du code électoral). Il prévient, il n’empêche rien.",
    )

    base_form_class = CommuneForm
    edit_handler = COMMUNE_PANELS

    select_related = ["coat_of_arms"]

    class Meta:
        verbose_name = "Commune"

    def __str__(self) -> str:
        return self.name

    @property
    def forms(self) -> town_names.Forms:
        """What French says before the name, when nobody has written it by hand."""
        return town_names.forms(self.name, aspirated_h=self.aspirated_h)

    @property
    def de_name(self) -> str:
        """The name after « commune », such as « de Valombreuse »."""
        return self.of_name or self.forms.of

    @property
    def a_name(self) -> str:
        """The name after « habiter », such as « à Valombreuse », « au Mesnil »."""
        return self.at_name or self.forms.at

    @property
    def department(self) -> str:
        """The name of its department; empty while the INSEE code is unknown."""
        return departments.department(self.insee_code)

    @property
    def initial(self) -> str:
        """The letter that stands in the empty shield of a town without a coat of arms, its article apart."""
        words = [
            word
            for word in self.name.replace("’", " ").replace("'", " ").split()
            if word not in {"Le", "La", "Les", "L"}
        ]
        return (words or [self.name])[0][:1].upper()

    @property
    def address_lines(self) -> list[str]:
        return [line.strip() for line in self.address.splitlines() if line.strip()]

    @property
    def theme(self) -> Tokens:
        return tokens(self.colour_1, self.colour_2)


@per_generation
def commune_of(site: Site) -> Commune:
    """The town of that site with its hours, remembered until an editor changes something. Not to be altered."""
    commune: Commune = Commune.for_site(site)
    prefetch_related_objects([commune], "opening_periods", "closures")
    return commune


class OpeningPeriod(WeeklyOpening):
    """One opening of the town hall's ordinary week."""

    commune = ParentalKey(Commune, on_delete=models.CASCADE, related_name="opening_periods")


class Closure(ExceptionalDay):
    """A day on which the town hall does not receive as in an ordinary week."""

    commune = ParentalKey(Commune, on_delete=models.CASCADE, related_name="closures")
