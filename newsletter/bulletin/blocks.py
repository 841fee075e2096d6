"""What a bulletin is composed of: references, which follow their pages until the issue is approved, and words written for it."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from content import engravings
from content.blocks import LINE_FEATURES

TEXT_FEATURES = ["h3", "bold", "italic", "ul", "ol", "link", "blockquote"]
POSTER_TITLE = "Une barre | coupe le titre en deux lignes là où vous le voulez."


def words(label: str, **kwargs: object) -> blocks.TextBlock:
    """Two or three sentences without layout."""
    return blocks.TextBlock(label=label, rows=2, **kwargs)


def running_text(label: str = "texte", **kwargs: object) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(label=label, features=TEXT_FEATURES, **kwargs)


PAGES = [
    "Automatique : ce qu’il en faut", "Une page", "Deux pages", "Trois pages", "Quatre pages", "Cinq pages", "Six pages",
]  # fmt: skip


def pages_to_fill() -> blocks.ChoiceBlock:
    """How many pages a section must fill: the press finds the size of type that does it (press.copyfit)."""
    return blocks.ChoiceBlock(
        label="sur le papier, remplir",
        choices=[(str(number or ""), label) for number, label in enumerate(PAGES)],
        default="",
        required=False,
        help_text="La taille du texte et celle des images s’ajustent, sans descendre sous ce qui se lit bien. "
        "Si cela ne suffit pas, les lignes de trop ou celles qui manquent sont comptées.",
    )


class LineBlock(blocks.StructBlock):
    """A line of a table: what, and its answer."""

    label = blocks.CharBlock(label="quoi", max_length=80)
    value = blocks.CharBlock(label="réponse", max_length=160)


class IllustratedBlock(blocks.StructBlock):
    """What may carry a photo, or an engraving when there is none."""

    image = ImageChooserBlock(label="photo", required=False)
    engraving = blocks.ChoiceBlock(label="ou gravure", choices=engravings.choices, required=False)


class EditorialBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=90, help_text=POSTER_TITLE)
    standfirst = words("chapô", required=False, help_text="Deux phrases en gras au-dessus du texte. Peut rester vide.")
    body = running_text()
    signatory = blocks.CharBlock(label="signature", max_length=80)
    role = blocks.CharBlock(label="fonction", max_length=80, required=False, help_text="« maire »")
    note = words("en marge", required=False, help_text="« Reçoit sans rendez-vous le samedi, de 9 h à 11 h 30. »")
    portrait = ImageChooserBlock(label="portrait", required=False)
    pages = pages_to_fill()

    class Meta:
        icon = "edit"
        label = "Éditorial"


class BriefsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", default="En bref", max_length=60)
    items = blocks.ListBlock(
        blocks.StructBlock([
            ("title", blocks.CharBlock(label="mot", max_length=60)),
            ("text", words("texte")),
            ("page", blocks.PageChooserBlock(label="voir la page", required=False)),
        ]),
        label="brèves",
        min_num=1,
        max_num=9,
    )  # fmt: skip

    class Meta:
        icon = "list-ul"
        label = "En bref"


class NewsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", default="Les nouvelles du mois", max_length=60)
    chosen = blocks.ListBlock(
        blocks.PageChooserBlock(label="nouvelle", page_type="news.NewsPage"),
        label="d’abord celles-ci",
        default=[],
        help_text="Dans cet ordre. Leur titre, leur chapô et leur image suivent la page jusqu’à l’approbation.",
    )
    automatic = blocks.BooleanBlock(
        label="puis les autres nouvelles parues depuis le numéro précédent", default=True, required=False
    )
    excluded = blocks.ListBlock(
        blocks.PageChooserBlock(label="nouvelle", page_type="news.NewsPage"),
        label="sauf celles-ci",
        default=[],
        help_text="Elles restent sur le site, pas dans ce numéro.",
    )
    most = blocks.IntegerBlock(label="nombre de nouvelles, au plus", default=6, min_value=1, max_value=20)
    excerpt = blocks.BooleanBlock(label="avec le début du texte", default=True, required=False)
    length = blocks.IntegerBlock(
        label="longueur de ce début, en signes",
        default=420,
        min_value=80,
        max_value=3000,
        required=False,
        help_text="Coupé à la fin d’un paragraphe ou d’une phrase. Le reste se lit sur le site.",
    )
    shortened = blocks.ListBlock(
        blocks.PageChooserBlock(label="nouvelle", page_type="news.NewsPage"),
        label="titre et chapô seulement, pour celles-ci",
        default=[],
    )
    pages = pages_to_fill()

    class Meta:
        icon = "doc-full"
        label = "Nouvelles (du site)"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=60, help_text="« Novembre en images »")
    snapshots = blocks.ListBlock(
        blocks.StructBlock([
            ("day", blocks.CharBlock(label="jour", max_length=12, help_text="« 11 »")),
            ("image", ImageChooserBlock(label="photo")),
            ("caption", words("légende")),
        ]),
        label="images",
        min_num=1,
        max_num=15,
    )  # fmt: skip

    class Meta:
        icon = "image"
        label = "Images du mois"


class FeatureBlock(IllustratedBlock):
    """The long piece, or a free page when it does not open like a poster."""

    title = blocks.CharBlock(label="titre", max_length=90, help_text=POSTER_TITLE)
    standfirst = words("chapô", required=False)
    body = running_text()
    figures = blocks.ListBlock(
        blocks.StructBlock([
            ("value", blocks.CharBlock(label="chiffre", max_length=20)),
            ("caption", blocks.CharBlock(label="ce qu’il compte", max_length=120)),
        ]),
        label="chiffres",
        default=[],
        max_num=6,
    )  # fmt: skip
    milestones = blocks.ListBlock(
        blocks.StructBlock([
            ("when", blocks.CharBlock(label="quand", max_length=40)),
            ("what", blocks.CharBlock(label="quoi", max_length=120)),
        ]),
        label="dates",
        default=[],
        max_num=9,
    )  # fmt: skip
    quotation = words("phrase tirée", required=False)
    questions = blocks.ListBlock(
        blocks.StructBlock([("question", words("question")), ("answer", words("réponse"))]),
        label="entretien",
        default=[],
    )
    person = blocks.CharBlock(label="personne interrogée", max_length=160, required=False)
    pages = pages_to_fill()

    class Meta:
        icon = "openquote"
        label = "Dossier"


class FreePageBlock(FeatureBlock):
    class Meta:
        icon = "pilcrow"
        label = "Page libre"


class ArticleBlock(blocks.StructBlock):
    """A page of the site in full, or its beginning: a reference, that follows the page until the approval."""

    page = blocks.PageChooserBlock(
        label="nouvelle du site",
        page_type="news.NewsPage",
        help_text="Son titre, son chapô, son image et son texte suivent la page jusqu’à l’approbation.",
    )
    title = blocks.CharBlock(
        label="autre titre", max_length=90, required=False, help_text=f"Vide : celui de la page. {POSTER_TITLE}"
    )
    length = blocks.IntegerBlock(
        label="signes au plus",
        min_value=80,
        max_value=50_000,
        required=False,
        help_text="Vide : tout le texte. Sinon il s’arrête à la fin d’un paragraphe, et le reste se lit sur le site.",
    )
    pages = pages_to_fill()

    class Meta:
        icon = "doc-full-inverse"
        label = "Une nouvelle, en entier (du site)"


class DecisionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=120)
    text = words("ce qui change", required=False)
    in_favour = blocks.IntegerBlock(label="pour", default=0, min_value=0, max_value=200)
    against = blocks.IntegerBlock(label="contre", default=0, min_value=0, max_value=200)
    abstentions = blocks.IntegerBlock(label="abstentions", default=0, min_value=0, max_value=200)
    page = blocks.PageChooserBlock(label="voir la page", required=False)


class CouncilBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", default="Ce qu’a décidé le conseil", max_length=60)
    on = blocks.DateBlock(label="séance du")
    note = words("en marge", required=False, help_text="« Quinze élus présents sur dix-neuf. »")
    standfirst = words("chapô", required=False)
    decisions = blocks.ListBlock(DecisionBlock(), label="décisions", min_num=1)
    next_session = blocks.CharBlock(
        label="prochain conseil", max_length=80, required=False, help_text="« Vendredi 11 décembre, 20 h »"
    )
    next_note = words(
        "et encore", required=False, help_text="« salle du conseil. Une question ? Envoyez-la avant le 8. »"
    )
    pages = pages_to_fill()

    class Meta:
        icon = "group"
        label = "Conseil municipal"


class WorksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", default="Où en sont les travaux", max_length=60)
    contact = blocks.CharBlock(label="à qui demander", max_length=120, required=False)
    standfirst = words("chapô", required=False)
    sites = blocks.ListBlock(
        blocks.StructBlock([
            ("name", blocks.CharBlock(label="chantier", max_length=60)),
            ("steps", blocks.IntegerBlock(label="avancement, de 0 à 5", min_value=0, max_value=5, default=0)),
            ("state", blocks.CharBlock(label="en un mot", max_length=30, help_text="« en cours »")),
            ("for_you", blocks.CharBlock(label="ce que cela change pour les habitants", max_length=120, required=False)),
            ("ends", blocks.CharBlock(label="fin prévue", max_length=40, required=False)),
        ]),
        label="chantiers",
        min_num=1,
    )  # fmt: skip

    class Meta:
        icon = "cogs"
        label = "Travaux"


class AgendaBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label="titre", max_length=60, required=False, help_text="Vide : « Décembre, jour par jour »."
    )
    month = blocks.DateBlock(label="un jour du mois", required=False, help_text="Vide : le mois du bulletin.")
    series = blocks.BooleanBlock(
        label="répéter chaque semaine ce qui revient chaque semaine",
        default=False,
        required=False,
        help_text="Sinon, ce qui revient chaque semaine, ou trois fois dans le mois, est annoncé une fois, à part.",
    )
    regular = blocks.BooleanBlock(
        label="annoncer à part ce qui revient chaque semaine",
        default=True,
        required=False,
        help_text="Décochez pour gagner de la place : le site l’annonce toujours.",
    )
    highlighted = blocks.ListBlock(
        blocks.PageChooserBlock(label="rendez-vous", page_type="events.EventPage"),
        label="en gras, ceux-ci",
        default=[],
    )
    excluded = blocks.ListBlock(
        blocks.PageChooserBlock(label="rendez-vous", page_type="events.EventPage"),
        label="sauf ceux-ci",
        default=[],
        help_text="Ils restent dans l’agenda du site. Une date annulée paraît toujours : on l’attendrait.",
    )

    class Meta:
        icon = "calendar-alt"
        label = "Agenda (du site)"


class PortraitBlock(IllustratedBlock):
    organizer = SnippetChooserBlock("content.Organizer", label="association", required=False)
    title = blocks.CharBlock(label="titre", max_length=90, help_text=POSTER_TITLE)
    standfirst = words("chapô", required=False)
    body = running_text()
    facts = blocks.ListBlock(
        blocks.StructBlock([
            ("strong", blocks.CharBlock(label="en gras", max_length=60)),
            ("weak", blocks.CharBlock(label="suite", max_length=120, required=False)),
        ]),
        label="en marge",
        default=[],
        max_num=6,
    )  # fmt: skip
    pages = pages_to_fill()

    class Meta:
        icon = "user"
        label = "Page d’une association"


class TwoColumnTableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(
        label="titre", max_length=60, help_text="« Téléphones » : à la suite de ceux de la mairie."
    )
    first_head = blocks.CharBlock(label="première colonne", max_length=60, default="Quoi")
    second_head = blocks.CharBlock(label="seconde colonne", max_length=40, default="Quand")
    rows = blocks.ListBlock(LineBlock(), label="lignes", min_num=1)


class PracticalBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", default="À garder sous la main", max_length=60)
    emergencies = blocks.BooleanBlock(label="numéros d’urgence", default=True, required=False)
    opening_hours = blocks.BooleanBlock(label="horaires de la mairie", default=True, required=False)
    collections = blocks.BooleanBlock(label="jours de collecte du mois", default=True, required=False)
    tables = blocks.ListBlock(TwoColumnTableBlock(), label="autres tableaux", default=[])
    births = blocks.ListBlock(blocks.CharBlock(label="naissance"), label="naissances", default=[])
    marriages = blocks.ListBlock(blocks.CharBlock(label="mariage"), label="mariages", default=[])
    deaths = blocks.ListBlock(blocks.CharBlock(label="décès"), label="décès", default=[])
    records_note = blocks.CharBlock(
        label="mention de l’état civil", max_length=120, required=False, default="Publié avec l’accord des familles."
    )
    notes = blocks.ListBlock(blocks.CharBlock(label="note"), label="à savoir", default=[])

    class Meta:
        icon = "help"
        label = "Pratique"


class VoiceBlock(blocks.StructBlock):
    """A place for a group. Its words are not here: they are received on a screen of their own, and closed."""

    group = SnippetChooserBlock("content.CouncilGroup", label="groupe")


class GroupsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", default="La parole aux groupes", max_length=60)
    limit = blocks.IntegerBlock(label="signes au plus pour chacun", required=False, min_value=100, max_value=10_000)
    deadline = blocks.DateBlock(
        label="date limite de remise des textes",
        required=False,
        help_text="Les textes se reçoivent sur l’écran « Textes des groupes », en haut de cette page. Reçus, ils sont fermés.",
    )
    voices = blocks.ListBlock(VoiceBlock(), label="groupes", min_num=1)
    closing = words("pour finir", required=False, help_text="« Une question au conseil ? Écrivez à… »")
    pages = pages_to_fill()

    class Meta:
        icon = "openquote"
        label = "Expression des groupes"


class BackBlock(IllustratedBlock):
    title = blocks.CharBlock(
        label="titre", default="Ne guettez plus,|on vous prévient.", max_length=60, help_text=POSTER_TITLE
    )
    offline = blocks.RichTextBlock(
        label="sans téléphone ni ordinateur",
        features=LINE_FEATURES,
        required=False,
        help_text="Comment être prévenu sans appareil ; où trouver le bulletin sur papier.",
    )

    class Meta:
        icon = "mail"
        label = "Dos : être prévenu"


class SectionsBlock(blocks.StreamBlock):
    """The parts of an issue, in the order residents read them."""

    editorial = EditorialBlock()
    briefs = BriefsBlock()
    news = NewsBlock()
    gallery = GalleryBlock()
    feature = FeatureBlock()
    free = FreePageBlock()
    article = ArticleBlock()
    council = CouncilBlock()
    works = WorksBlock()
    agenda = AgendaBlock()
    portrait = PortraitBlock()
    practical = PracticalBlock()
    groups = GroupsBlock()
    back = BackBlock()
