"""What the town hall says of a list it brings."""

from __future__ import annotations

from typing import Any

from django import forms

from content.typed import one_line
from newsletter.importing.reading import LARGEST
from newsletter.subscribers.choices import OFFERED, Choice, Stream, in_words, read_all


def offered() -> list[tuple[str, str]]:
    """The whole streams, in the order of the public form: nobody chooses one topic in somebody else's stead."""
    choices = [Choice(stream, rhythm) for stream, rhythms in OFFERED.items() for rhythm in rhythms]
    return [(choice.code, in_words(choice.code)) for choice in choices if choice.stream is not Stream.TOPIC]


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
        choices=offered,
        help_text="Chacun ajoutera ses sujets et ses quartiers par le lien de chaque courriel.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une case."},
    )
    attested = forms.BooleanField(
        required=False,
        label="J’atteste que la mairie garde l’accord de chacune de ces personnes",
        help_text="Coché : elles sont inscrites. Sinon, chacune reçoit un seul courriel et n’est inscrite que si elle confirme.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Ce fichier pèse plus de 5 Mo : coupez-le en plusieurs.")
        return file

    def clean_source(self) -> str:
        return one_line(self.cleaned_data["source"])

    def clean_choices(self) -> list[Choice]:
        return read_all(self.cleaned_data["choices"], ())
