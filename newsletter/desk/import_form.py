"""What the town hall says of a list it brings."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.models import Site

from content.models import Topic
from newsletter.choices import OFFERED, Choice, Stream, in_words, read_all
from newsletter.importing.reading import LARGEST


class ImportForm(forms.Form):
    """The file, where the agreements come from, and what these people will receive."""

    file = forms.FileField(
        label="La liste, en CSV",
        help_text="Une adresse par ligne. Des colonnes « origine » et « date », s’il y en a, disent d’où vient chaque accord.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )
    source = forms.CharField(
        max_length=160,
        label="D’où viennent ces accords ?",
        help_text="« Bulletin-réponse de mars 2025 ». Chacun le lira, et la preuve le garde. Pour les lignes sans origine.",
        error_messages={"required": "Dites d’où viennent ces accords : la loi demande de pouvoir le prouver."},
    )
    choices = forms.MultipleChoiceField(
        label="Ce qu’ils recevront",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une case."},
    )
    attested = forms.BooleanField(
        required=False,
        label="J’atteste que la mairie garde l’accord de chacune de ces personnes",
        help_text="Coché : elles sont inscrites. Sinon, chacune reçoit un seul courriel et n’est inscrite que si elle confirme.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, site: Site) -> None:
        super().__init__(data, files)
        topics = list(Topic.objects.for_site(site))
        self.slugs = [topic.slug for topic in topics]
        self.fields["choices"].choices = offered(topics)  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Ce fichier pèse plus de 5 Mo : coupez-le en plusieurs.")
        return file

    def clean_source(self) -> str:
        return " ".join("".join(sign if sign.isprintable() else " " for sign in self.cleaned_data["source"]).split())

    def clean_choices(self) -> list[Choice]:
        return read_all(self.cleaned_data["choices"], self.slugs)


def offered(topics: list[Topic]) -> list[tuple[str, str]]:
    """Every box of the public form, in its order, topics by their names."""
    found = [
        (Choice(stream, rhythm).code, in_words(Choice(stream, rhythm).code))
        for stream, rhythms in OFFERED.items()
        if stream is not Stream.TOPIC
        for rhythm in rhythms
    ]
    for topic in topics:
        for rhythm in OFFERED[Stream.TOPIC]:
            found.append((Choice(Stream.TOPIC, rhythm, topic.slug).code, f"{topic.name} ({rhythm.label})"))
    return found
