"""What the web and e-mail templates of the bulletin ask: prose as HTML, addresses as one reads them."""

from django import template

register = template.Library()
