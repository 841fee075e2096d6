"""The addresses of the agenda that end in a file name, which Wagtail's own pattern leaves out; the pages answer them."""

from django.urls import re_path
from wagtail.views import serve

urlpatterns = [
    re_path(r"^((?:[\w-]+/)+(?:agenda|evenement)\.ics)$", serve, name="calendar"),
    re_path(r"^((?:[\w-]+/)+affiche\.pdf)$", serve, name="poster"),
]
