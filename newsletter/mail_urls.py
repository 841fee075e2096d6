"""The addresses below /courrier/: what programs that carry mail tell us."""

from django.urls import path

from newsletter.views import events

urlpatterns = [path("evenements/<str:key>/", events.receive, name="mail_events")]
