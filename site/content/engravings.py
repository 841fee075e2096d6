"""The linocuts of the town."""

CHOICES = [
    ("bourg", "le bourg"),
    ("halle", "la halle"),
    ("ecole", "l’école"),
    ("crue", "la crue"),
    ("arbre", "l’arbre"),
    ("tambour", "le tambour"),
]
NAMES = tuple(name for name, _label in CHOICES)
