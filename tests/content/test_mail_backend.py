"""What Django and Wagtail write to editors waits in our queue like every other mail."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.test import override_settings
from wagtail.models import Site

from content.models import OutgoingMessage

pytestmark = pytest.mark.django_db
BACKEND = "content.mail.backend.QueueBackend"


def test_a_forgotten_password_leaves_by_the_queue(site: Site) -> None:
    with override_settings(EMAIL_BACKEND=BACKEND):
        send_mail("Votre mot de passe", "Suivez ce lien.", None, ["Odile <odile@mairie.example>"])
    (mail,) = OutgoingMessage.objects.all()
    assert (mail.recipient, mail.subject, mail.purpose) == ("odile@mairie.example", "Votre mot de passe", "bureau")
    assert b"Auto-Submitted: auto-generated" in bytes(mail.raw)


def test_each_recipient_has_a_mail_of_their_own_with_both_forms(site: Site) -> None:
    message = EmailMultiAlternatives("Objet", "Texte", None, ["a@x.example"], bcc=["b@x.example"])
    message.attach_alternative("<p>Texte</p>", "text/html")
    get_connection(BACKEND).send_messages([message])
    assert set(OutgoingMessage.objects.values_list("recipient", flat=True)) == {"a@x.example", "b@x.example"}
    assert all(b"text/html" in bytes(mail.raw) for mail in OutgoingMessage.objects.all())


def test_an_address_that_is_none_is_said(site: Site) -> None:
    with pytest.raises(ValidationError):
        get_connection(BACKEND).send_messages([EmailMultiAlternatives("Objet", "Texte", None, ["pas une adresse"])])
