"""The two plans that the declaration of accessibility must lead to, as drafts the town corrects before it publishes them.

Décret n° 2019-768, article 4: a plan over three years at most, and each year's actions.
"""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """A page to be: its title, its slug, its standfirst, and its text in HTML."""

    title: str
    slug: str
    standfirst: str
    text: str

    def body(self) -> str:
        """The text as the field of a page stores it."""
        return json.dumps([{"type": "prose", "value": self.text}])


def plans(year: int) -> list[Plan]:
    """Both plans, beginning that year."""
    return [
        Plan(
            title=f"Schéma pluriannuel d’accessibilité {year}-{year + 2}",
            slug="schema-pluriannuel",
            standfirst="Ce que la commune fait, sur trois ans, pour que chacun puisse lire ses pages et s’en servir.",
            text=SCHEME,
        ),
        Plan(
            title=f"Plan d’action {year} pour l’accessibilité",
            slug="plan-d-action",
            standfirst="Ce que la commune fait cette année. Le plan est revu chaque année.",
            text=ACTIONS.format(year=year),
        ),
    ]


SCHEME = """
<h2>Qui s’en occupe</h2>
<p>Le secrétariat de la mairie est le référent : il reçoit les signalements, y répond en moins d’une semaine et tient ce
schéma à jour. La personne qui répond de la publication en rend compte au conseil municipal une fois par an.</p>
<h2>Ce qui est concerné</h2>
<p>Ce site, ses courriels et les documents à télécharger. La commune n’a pas d’application pour téléphone.</p>
<h2>Les moyens</h2>
<ul>
<li>Le logiciel du site est vérifié à chaque changement : contrastes, clavier, titres, textes des images.</li>
<li>Les personnes qui écrivent sur le site sont formées à décrire une image, à titrer une page et à faire un document
lisible.</li>
<li>Tout achat de service en ligne demande la conformité au RGAA et un rapport d’audit.</li>
</ul>
<h2>Le calendrier</h2>
<ul>
<li>La première année : faire auditer le site par un organisme extérieur et publier la déclaration.</li>
<li>La deuxième année : corriger les défauts relevés, les documents les plus lus d’abord.</li>
<li>La troisième année : refaire l’audit, avec des habitants handicapés.</li>
</ul>
"""

ACTIONS = """
<h2>Les actions de {year}</h2>
<ul>
<li>Demander trois devis d’audit selon le RGAA 4.1.2.</li>
<li>Remplacer les affiches publiées en image seule par un texte.</li>
<li>Donner un titre et une langue aux documents PDF mis en ligne cette année.</li>
<li>Former la personne qui écrit le plus souvent sur le site.</li>
</ul>
<h2>Le bilan</h2>
<p>Il sera ajouté ici à la fin de l’année {year}.</p>
"""
