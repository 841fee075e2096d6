"""The addresses of a number that end in a file name, which Wagtail's own pattern leaves out; the page answers them."""

from django.urls import re_path
from wagtail.views import serve

urlpatterns = [re_path(r"^((?:[\w-]+/)+(?:bulletin\.pdf|courriel\.html|texte\.txt))$", serve, name="bulletin_file")]
