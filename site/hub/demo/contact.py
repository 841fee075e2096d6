"""To whom residents may write, on the contact page."""

from home.contact.models import ContactSubject
from hub.demo.ground import Ground


def write(ground: Ground) -> None:
    """Writes the subjects of town/commune.yaml, each with its service's own mailbox."""
    services = {service["slug"]: service for service in ground.town["services"]}
    for order, text in enumerate(ground.town["contacts"]):
        service = services[text["service"]]
        ContactSubject.objects.create(
            site=ground.site,
            name=text["nom"],
            slug=text["slug"],
            service=service["par"],
            mailbox=service["courriel"],
            advice=text["conseil"],
            answered_within=text["delai"],
            order=order,
        )
