"""The addresses below /contact/."""

from django.urls import path

from home.contact import views

urlpatterns = [
    path("", views.contact, name="contact"),
    path("copie/<str:token>/", views.copy, name="contact_copy"),
]
