"""The field of an address in the desk: Wagtail fills it from the title and would drop « œ » and « æ »."""

import re

from django.db.models import SlugField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from content.slugs import LIGATURES


def connect() -> None:
    """Called in AppConfig.ready: before any form of the desk is made."""
    formatters = [(re.compile(letter), letters) for letter, letters in LIGATURES.items()]
    register_form_field_override(SlugField, override={"widget": SlugInput(formatters=formatters)})
