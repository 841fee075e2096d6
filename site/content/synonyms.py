"""Words that residents use for one another. Each town keeps its own list; this is where it starts."""

from collections.abc import Sequence

from content.words import asked_term, asked_words

Alternative = tuple[str, ...]
"""The terms of one way to say it: « état civil » is two terms, both needed."""

MOST_LINES = 300
DEFAULTS = """\
poubelle, ordures, déchets, bac, sac jaune, collecte des déchets
déchetterie, déchèterie, décharge
encombrants, monstres, gros objets
tri, recyclage
carte d’identité, CNI, pièce d’identité, papiers d’identité
état civil, naissance, mariage, décès, livret de famille
pacs, union civile
inscrire, inscription
cantine, restaurant scolaire, restauration scolaire
garderie, périscolaire, accueil du soir
crèche, petite enfance, assistante maternelle, nounou
école, scolarité, rentrée
inondation, crue, montée des eaux
lampadaire, éclairage, lumière
salle des fêtes, salle polyvalente, location de salle
louer, location, réserver, réservation
médecin, docteur, généraliste, santé
pharmacie, pharmacien
aide à domicile, maintien à domicile
sénior, aîné, personnes âgées, retraité
PMR, handicap, handicapé, fauteuil, accessibilité
CCAS, aide sociale, action sociale
permis de construire, urbanisme, déclaration préalable
PLU, plan local d’urbanisme, zonage
cadastre, parcelle
arrêté, délibération
conseil municipal, séance du conseil, compte rendu
élus, adjoints, conseillers
impôts, taxe foncière, trésor public
élections, vote, voter, liste électorale, procuration
recensement, JDC, journée défense et citoyenneté
cimetière, concession, obsèques
bibliothèque, médiathèque, livres
bus, autocar, transport, navette
vélo, piste cyclable
parking, stationnement, se garer
chorale, chœur
concert, musique
loto, quine
brocante, vide-grenier, braderie
randonnée, balade
gym, gymnastique, sport
chien, divagation
bruit, tapage, voisinage
brûlage, feu, brûler
neige, verglas, déneigement
canicule, chaleur
panne, signaler, signalement, problème
mairie, hôtel de ville, secrétariat de mairie
horaires, heures d’ouverture
"""


def usual() -> str:
    """What a town's list starts with. A function, so that the list may grow without a migration."""
    return DEFAULTS


def parse(text: str) -> list[list[Alternative]]:
    """One group a line, its alternatives apart by commas; a line of fewer than two says nothing."""
    groups = []
    for line in text.splitlines()[:MOST_LINES]:
        alternatives = list(dict.fromkeys(filter(None, (terms(words) for words in line.split(",")))))
        if len(alternatives) > 1:
            groups.append(alternatives)
    return groups


def terms(text: str) -> Alternative:
    return tuple(asked_term(word) for word in asked_words(text))


def equivalents(asked: Alternative, groups: Sequence[Sequence[Alternative]]) -> list[Alternative]:
    """The other ways to say exactly that, each once, in the order of the list."""
    found = [other for group in groups if asked in group for other in group if other != asked]
    return list(dict.fromkeys(found))
