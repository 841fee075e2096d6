"""Accessibility as codes: the same for places and events, so that filters and calendars can use them."""

from typing import Any

from django import forms
from django.db import models


class Access(models.TextChoices):
    """What is guaranteed: facts that one can check, then OpenAgenda's five. A missing code promises nothing."""

    WHEELCHAIR = "fauteuil", "accessible en fauteuil"
    WHEELCHAIR_HELPED = "fauteuil-avec-aide", "accessible en fauteuil avec aide"
    TOILETS = "toilettes", "toilettes accessibles"
    PARKING = "places-reservees", "places de stationnement réservées"
    LOOP = "boucle-magnetique", "boucle magnétique"
    SIGN = "lsf", "langue des signes"
    SUBTITLES = "sous-titres", "sous-titres"
    AUDIO = "audiodescription", "audiodescription"
    LARGE_PRINT = "gros-caracteres", "gros caractères"
    GUIDE_DOG = "chien-guide", "chien guide bienvenu"
    HEARING = "handicap-auditif", "adapté au handicap auditif"
    SIGHT = "handicap-visuel", "adapté au handicap visuel"
    PSYCHIC = "handicap-psychique", "adapté au handicap psychique"
    MOTOR = "handicap-moteur", "adapté au handicap moteur"
    INTELLECTUAL = "handicap-intellectuel", "adapté au handicap intellectuel"


class AccessField(models.JSONField):
    """A list of Access codes, edited as boxes to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=Access.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
        )


def access_labels(codes: list[str]) -> list[str]:
    """The French words of the known codes, in their order."""
    return [Access(code).label for code in codes if code in Access.values]
