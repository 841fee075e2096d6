"""Links: to pages that are gone, to addresses that no longer answer, and those whose words say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from content.dates import day_month
from newsletter.approval.gauges.values import Gauge, Level, LostLink, OutsideAnswer
from newsletter.approval.gauges.walking import counted_links, linked_runs
from newsletter.bulletin.edition import Edition

VAGUE = {"ici", "cliquez ici", "lien", "ce lien", "lire la suite", "en savoir plus", "suite"}


def lost(found: Sequence[LostLink]) -> Iterator[Gauge]:
    """One gauge for each section, so that each leads to its own place in the form."""
    for block in dict.fromkeys(link.block for link in found):
        links = [link for link in found if link.block == block]
        words = ", ".join(dict.fromkeys(f"« {link.words} » ({link.why})" for link in links))
        advice = "Publiez la page, ou changez le lien : les habitants n’y trouveraient rien."
        yield Gauge("Liens perdus", words, Level.BLOCKING, advice, anchor=block)


def outside(edition: Edition, answers: Sequence[OutsideAnswer]) -> Iterator[Gauge]:
    """What outside addresses last answered to the worker; nothing is asked while an editor waits."""
    if not answers:
        return
    where = {run.href.split("#")[0]: section.anchor for section, run in linked_runs(edition)}
    asked = [(answer, answer.asked_on) for answer in answers if answer.asked_on]
    for answer, day in asked:
        if answer.dead:
            value = f"{answer.url} ({answer.said}, le {day_month(day)})"
            advice = "Cette page n’existe plus. Cherchez sa nouvelle adresse, ou retirez le lien."
            yield Gauge("Lien extérieur mort", value, Level.BLOCKING, advice, where.get(answer.url, ""))
    silent = [answer for answer, _day in asked if answer.said and not answer.dead]
    if silent:
        value = ", ".join(f"{answer.url} ({answer.said})" for answer in silent)
        advice = "Ouvrez ces adresses vous-même : leur site était peut-être seulement en panne."
        yield Gauge("Liens extérieurs sans réponse", value, Level.WARNING, advice, where.get(silent[0].url, ""))
    yield known(len(answers), [day for _answer, day in asked])


def known(number: int, asked_on: Sequence[date]) -> Gauge:
    """How many addresses lead outside, and since when their answers are known."""
    value = counted_links(number, "adresse", "adresses")
    waiting = number - len(asked_on)
    if waiting:
        return Gauge("Liens extérieurs", value, Level.GOOD, f"{waiting} à vérifier : le site le fera dans l’heure.")
    return Gauge("Liens extérieurs", value, Level.GOOD, f"Vérifiés le {day_month(min(asked_on))}.")


def vague(edition: Edition) -> Iterator[Gauge]:
    found = [(section, run.text.strip()) for section, run in linked_runs(edition)]
    vague = [(section, text) for section, text in found if text.lower() in VAGUE]
    if vague:
        words = ", ".join(f"« {text} »" for text in sorted({text for _section, text in vague}))
        advice = "Un lien dit où il mène, même lu tout seul."
        yield Gauge("Liens vagues", words, Level.WARNING, advice, vague[0][0].anchor)
