"""What the send screen asks: the word of approval, the reason of a number in red, a second look at the readers."""

from __future__ import annotations

from typing import Any

from django import forms

from newsletter.approval.approving import Standing
from newsletter.desk.second_look import Change

LONGEST = 2000


class ApprovalForm(forms.Form):
    """The act of approving, in words the editor signs. `seen` is the substance of what was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    approved = forms.BooleanField(
        label="J’ai relu ce numéro et je l’approuve.",
        error_messages={"required": "Cochez la case : rien ne part sans approbation."},
    )
    looked_again = forms.BooleanField(
        label="J’ai regardé la liste : c’est bien à eux qu’il doit partir.",
        error_messages={"required": "La liste a beaucoup changé : cochez aussi cette case si c’est voulu."},
    )
    reason = forms.CharField(
        label="Pourquoi ce numéro part malgré ce qui est à corriger",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST,
        help_text="Cette raison est gardée avec le numéro, avec votre nom et la date.",
    )

    def __init__(self, data: Any = None, *, change: Change, standing: Standing | None = None) -> None:
        super().__init__(data)
        self.change = change
        if not change.is_large:
            del self.fields["looked_again"]
        if standing and standing.is_current and standing.approval:
            self.fields["approved"].label = f"J’envoie ce numéro, approuvé par {standing.approval.approver_name}."


class CorrectionsForm(forms.Form):
    """What the reader wants corrected before approving."""

    words = forms.CharField(
        label="Ce qui est à corriger",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": "Dites en une phrase ce qui est à corriger."},
    )
