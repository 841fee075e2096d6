"""The people of the tests: Odile writes, Karim subscribes, Jeanne only visits."""

from accounts.models import User

KARIM = "karim@boite.example"
JEANNE = "jeanne@lettres.example"


def odile_account() -> User:
    """Odile Marchand, town clerk, who may do everything in the desk."""
    return User.objects.create_superuser(
        "odile", "odile@mairie.example", "un long mot de passe", first_name="Odile", last_name="Marchand"
    )
