"""The pages that stay: sections, procedures, associations, acts of the council."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from home.models import EditorialPage
from hub.demo import prose
from hub.demo.chronicle import Step, nothing
from hub.demo.ground import Ground
from hub.demo.stream import Stream

OPENING = -520
"""The day the site opened, before everything it tells."""
ACTS = "arretes-et-deliberations"

Text = dict[str, Any]
Filler = Callable[[Ground, EditorialPage, Text], None]


def write(ground: Ground) -> Iterator[Step]:
    """Plants every page, then yields when each is written."""
    planted = [
        *plant(ground, ground.read("pages"), fill_page),
        *plant(ground, associations(ground), fill_association),
        *plant(ground, acts(ground), fill_act),
    ]
    for page, text, fill in planted:
        moment = ground.calendar.moment(text.get("publie", OPENING), text.get("heure", "09:00"))
        yield Step(moment, page, partial(fill, ground, page, text))
        if "verifie" in text:
            yield Step(ground.calendar.moment(text["verifie"], "16:00"), page, nothing)


def plant(ground: Ground, texts: list[Text], fill: Filler) -> list[tuple[EditorialPage, Text, Filler]]:
    pages = []
    for text in texts:
        parent = ground.pages[text["parent"]] if "parent" in text else ground.sections.home
        page = ground.plant(
            parent, EditorialPage(title=text["titre"], show_in_menus=text.get("menu", False)), text["slug"]
        )
        pages.append((page, text, fill))
    return pages


def associations(ground: Ground) -> list[Text]:
    """A page for each association, below the one that lists them."""
    return [text | {"titre": text["nom"], "parent": "vie-associative"} for text in ground.read("associations")]


def acts(ground: Ground) -> list[Text]:
    """The page of acts, and one page for each, until acts have a table of their own."""
    index = {"slug": ACTS, "parent": "la-mairie", "titre": "Arrêtés et délibérations"}
    return [index, *(text | {"titre": title_of_act(text), "parent": ACTS} for text in ground.read("actes"))]


def title_of_act(text: Text) -> str:
    kind = "Arrêté" if text["genre"] == "arrete" else "Délibération"
    return f"{kind} n° {text['numero']} : {text['objet']}"


def fill_page(ground: Ground, page: EditorialPage, text: Text) -> None:
    ground.classify(page, text)
    page.standfirst = text["chapo"]
    stream = ground.stream(text["slug"])
    if text.get("genre") == "demarche":
        fill_procedure(ground, page, stream, text)
    ground.write_body(stream, text["corps"], text["titre"])
    ground.attach(stream, text.get("telechargements", []))
    page.body = stream.json()


def fill_procedure(ground: Ground, page: EditorialPage, stream: Stream, text: Text) -> None:
    """What to know before going, the steps, the papers; and who read it again, when."""
    service = next(service for service in ground.town["services"] if service["slug"] == text["service"])
    contact = f"{service['nom']}, {service['telephone']}, {service['courriel']}"
    facts = [
        ("Où", text["ou"]),
        ("Délai", text["delai"]),
        ("Prix", text["prix"]),
        ("Durée", text["duree"]),
        ("Contact", contact),
    ]
    ground.practical(stream, "En pratique", facts)
    steps = prose.heading("Comment faire") + prose.items("ol", text["etapes"], ground.link)
    papers = prose.heading("Les papiers à réunir") + prose.items("ul", text["pieces"], ground.link)
    stream.add("prose", steps + papers)
    page.answer = text["reponse"]
    page.checked_on = ground.calendar.day(text["verifie"])
    page.checked_by = service["par"]
    page.check_again_on = ground.calendar.day(text["prochaine_verification"])


def fill_association(ground: Ground, page: EditorialPage, text: Text) -> None:
    """What the association is, in its own words: it signs its page."""
    ground.classify(page, {"themes": [text["sujet"]], "gravure": "tambour", **text})
    page.signatory = ground.organizers[text["slug"]]
    page.standfirst = text["description"]
    stream = ground.stream(text["slug"])
    facts = [
        ("Présidence", text["presidence"]),
        ("Téléphone", text["telephone"]),
        ("Courriel", text["courriel"]),
        ("Où", ground.places[text["lieu"]].name),
        ("Adhésion", text["cotisation"]),
        ("Depuis", str(text["creation"])),
    ]
    ground.practical(stream, "Nous rejoindre", facts)
    page.body = stream.json()


def fill_act(ground: Ground, page: EditorialPage, text: Text) -> None:
    if text["slug"] == ACTS:
        fill_index_of_acts(ground, page)
        return
    page.standfirst = text["objet"]
    stream = ground.stream(text["slug"])
    votes = text.get("vote")
    facts = [
        ("Signé le", ground.calendar.read(f"{{quantieme_an:{text['jour']}}}")),
        ("Signataire", text["signataire"]),
        (
            "Vote",
            f"{votes['pour']} pour, {votes['contre']} contre, {votes['abstentions']} abstention(s)" if votes else "",
        ),
        ("Publié le", ground.calendar.read(f"{{quantieme_an:{text['publie']}}}")),
    ]
    ground.practical(stream, "L’acte", facts)
    stream.add("prose", prose.heading("Texte de l’acte") + prose.paragraph(text["texte"], ground.link))
    page.body = stream.json()


def fill_index_of_acts(ground: Ground, page: EditorialPage) -> None:
    page.standfirst = (
        "Les délibérations du conseil et les arrêtés de la maire, en entier, du plus récent au plus ancien."
    )
    stream = ground.stream(ACTS)
    texts = sorted(ground.read("actes"), key=lambda text: -text["jour"])
    links = [f"[{title_of_act(text)}](slug:{text['slug']})" for text in texts]
    stream.add("prose", prose.items("ul", links, ground.link))
    page.body = stream.json()
