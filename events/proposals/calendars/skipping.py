"""Why an entry of a calendar is left aside."""


class Skip(Exception):
    """This entry is not taken, the others are; the message continues « Titre : … », in French, without a full stop."""


class Over(Skip):
    """All of it is past: nothing to say about it but how many there are."""
