"""What a subscriber may ask of the hub (WebSub §5.1). Parameters that are not ours are ignored, as it demands."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content import fetch
from content.models.websub import LONGEST_CALLBACK, LONGEST_SECRET, HubRequest
from content.websub import topics
from content.websub.subscribing import Wish

SHORTEST_LEASE = timedelta(hours=1)
LONGEST_LEASE = timedelta(days=10)


class HubForm(forms.Form):
    """hub.mode, hub.topic, hub.callback, hub.lease_seconds, hub.secret; read without their prefix."""

    mode = forms.ChoiceField(choices=HubRequest.Mode.choices)
    topic = forms.CharField(max_length=2048)
    callback = forms.CharField(max_length=LONGEST_CALLBACK)
    lease_seconds = forms.CharField(required=False, max_length=20)
    secret = forms.CharField(required=False, strip=False)

    def __init__(self, data: Any, *, site: Site) -> None:
        asked = {name.removeprefix("hub."): data[name] for name in data if name.startswith("hub.")}
        super().__init__(asked)
        self.site = site

    def clean_topic(self) -> str:
        """The feed's path below the root."""
        feed = topics.feed_named(self.site, self.cleaned_data["topic"])
        if feed is None:
            raise forms.ValidationError(_("Cette adresse n’est pas celle d’un flux de ce site."))
        return feed

    def clean_callback(self) -> str:
        callback: str = self.cleaned_data["callback"]
        if not callback.isascii():
            raise forms.ValidationError(_("L’adresse de retour doit être écrite en ASCII."))
        try:
            self.host = fetch.check(callback)
        except fetch.FetchRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return callback

    def clean_lease_seconds(self) -> timedelta:
        """The lease we grant: what was asked for, within our limits; ten days when nothing sensible was."""
        asked = self.cleaned_data["lease_seconds"]
        if not (asked.isascii() and asked.isdigit()) or int(asked) == 0:
            return LONGEST_LEASE
        return max(SHORTEST_LEASE, timedelta(seconds=min(int(asked), int(LONGEST_LEASE.total_seconds()))))

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"]
        if len(secret.encode()) > LONGEST_SECRET:
            raise forms.ValidationError(_("Le secret doit faire moins de 200 octets."))
        return secret

    def wish(self) -> Wish:
        """What a valid form asks for."""
        asked = self.cleaned_data
        return Wish(
            asked["mode"], asked["topic"], asked["callback"], self.host, asked["secret"], asked["lease_seconds"]
        )

    def complaint(self) -> str:
        """What is wrong, one line per parameter, for whoever reads the subscriber's log."""
        return "\n".join(f"hub.{name} : {' '.join(map(str, errors))}" for name, errors in self.errors.items())
