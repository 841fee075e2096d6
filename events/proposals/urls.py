"""The addresses below /agenda/proposer/."""

from django.urls import path

from events.proposals import views

urlpatterns = [
    path("", views.propose, name="propose"),
    path("calendrier/", views.propose_calendar, name="propose_calendar"),
    path("suivi/<str:token>/", views.follow, name="proposal"),
    path("suivi/<str:token>/changer/", views.change, name="proposal_change"),
]
