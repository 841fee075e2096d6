"""The settings of the town in the desk: five tabs, plain words, and what the form works out by itself."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.panels import TabbedInterface as Tabs

from content import dates, town_names
from content.opening import Opening, clashes

DAY_OF = {"opening_periods": "weekday", "closures": "day"}


class CommuneForm(WagtailAdminModelForm):
    """Finds the articles of a new name, and refuses hours that contradict each other."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.propose_articles(cleaned)
        for name in DAY_OF:
            self.refuse_clashes(name)
        return cleaned

    def propose_articles(self, cleaned: dict[str, Any]) -> None:
        """Fills « de » and « à » when they are empty, or still those of the former name."""
        was = town_names.forms(self.initial.get("name", ""), aspirated_h=self.initial.get("aspirated_h", False))
        now = town_names.forms(cleaned.get("name", ""), aspirated_h=cleaned.get("aspirated_h", False))
        for field, former, found in (("of_name", was.of, now.of), ("at_name", was.at, now.at)):
            if cleaned.get(field, "") in {"", former}:
                cleaned[field] = found

    def refuse_clashes(self, name: str) -> None:
        """A sentence beside each row that contradicts an earlier one."""
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return
        forms = [form for form in formset.forms if form.cleaned_data and form not in formset.deleted_forms]
        rows = [
            Opening(form.cleaned_data[DAY_OF[name]], form.cleaned_data["opens"], form.cleaned_data["closes"])
            for form in forms
        ]
        for rank, earlier in clashes(rows):
            forms[rank].add_error(
                "opens", f"Ce jour-là, la mairie est déjà {said(earlier)}. Corrigez l’une des deux lignes."
            )


def said(opening: Opening) -> str:
    """« fermée », « ouverte de 9 h à 12 h »."""
    if opening.opens is None or opening.closes is None:
        return "fermée"
    return f"ouverte de {dates.hour(opening.opens)} à {dates.hour(opening.closes)}"


class ColoursPanel(MultiFieldPanel):
    """The fields, and the trial beside them. Without JavaScript the trial shows what is saved."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "content/desk/colours_panel.html"

        class Media:
            js = ["content/desk/colours.js"]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            trial = reverse("colours_trial", args=[self.instance.site_id])
            return super().get_context_data(parent_context) | {"trial_url": trial}


def group(heading: str, *names: str) -> MultiFieldPanel:
    """Fields under one heading, one below the other."""
    return MultiFieldPanel([FieldPanel(name) for name in names], heading)


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


IDENTITY = [
    MultiFieldPanel(
        [FieldPanel("name"), row("of_name", "at_name"), FieldPanel("aspirated_h"), FieldPanel("slogan")], "Le nom"
    ),
    MultiFieldPanel([row("insee_code", "population")], "Repères"),
    MultiFieldPanel(
        [
            HelpPanel("<p>Sans blason, le site dessine l’initiale de la commune dans un écu vide.</p>"),
            FieldPanel("coat_of_arms"),
        ],
        "Blason",
    ),
    ColoursPanel([row("colour_1", "colour_2")], "Les deux couleurs"),
]
TOWN_HALL = [
    group("Où la trouver", "address", "access"),
    MultiFieldPanel([row("phone", "emergency_phone"), FieldPanel("email")], "La joindre"),
    MultiFieldPanel([row("latitude", "longitude"), FieldPanel("school_zone")], "Sur la carte et au calendrier"),
]
HOURS = [
    InlinePanel(
        "opening_periods",
        [row("weekday", "opens", "closes")],
        heading="La semaine ordinaire",
        label="plage",
        help_text="Une ligne par plage : le mercredi matin, puis le mercredi après-midi. Un jour sans ligne est fermé.",
    ),
    InlinePanel(
        "closures",
        [row("day", "opens", "closes"), FieldPanel("reason")],
        heading="Les jours exceptionnels",
        label="jour",
        help_text="Ponts, jours fériés, ouvertures de plus. Ils remplacent les heures de ce jour, partout sur le site.",
    ),
]
ANSWERABLE = [
    HelpPanel(
        "<p>La loi demande ces noms. Ils paraissent tels quels dans les mentions légales et sur la page "
        "« Données personnelles ».</p>"
    ),
    group("Qui publie", "director", "editor"),
    MultiFieldPanel(
        [FieldPanel("host_name"), FieldPanel("host_address"), row("host_phone", "host_email")], "Qui héberge le site"
    ),
    MultiFieldPanel([FieldPanel("dpo_name"), row("dpo_phone", "dpo_email")], "Qui veille sur les données personnelles"),
]
BULLETIN = [
    group("Le bulletin", "bulletin_title", "bulletin_credit", "print_run"),
    group("Ce que la loi demande", "groups_threshold", "first_round"),
]

COMMUNE_PANELS = Tabs(
    [
        ObjectList(IDENTITY, heading="Identité"),
        ObjectList(TOWN_HALL, heading="Mairie"),
        ObjectList(HOURS, heading="Horaires"),
        ObjectList(ANSWERABLE, heading="Responsables"),
        ObjectList(BULLETIN, heading="Bulletin"),
    ]
)
