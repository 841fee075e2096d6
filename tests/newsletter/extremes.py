"""Issues at their limits: the least, too much of everything, a month without news, and whatever an editor may do to us."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from newsletter.bulletin.edition import (
    AgendaDay,
    AgendaLine,
    Brief,
    Briefs,
    Edition,
    Figure,
    Picture,
    Row,
    Snapshot,
    Table,
)
from newsletter.bulletin.prose import Prose, words
from tests.newsletter.editions import (
    agenda,
    back,
    briefs,
    council,
    december,
    editorial,
    feature,
    gallery,
    groups,
    news,
    page,
    portrait,
    practical,
    rich,
    tips,
    with_sections,
    works,
)


def tiny() -> Edition:
    """The least a town hall sends: a word from the mayor."""
    return replace(with_sections(replace(editorial(), standfirst="", note="")), colophon=(), detail="")


def crowded() -> Edition:
    """Everything at once and too much of it."""
    month, told, said, open_to = agenda(), council(), groups(), practical()
    return with_sections(
        replace(editorial(), body=editorial().body * 4),
        replace(briefs(), items=briefs().items * 3),
        replace(news(), items=news().items * 3),
        replace(gallery(), snapshots=gallery().snapshots * 2),
        replace(feature(), body=feature().body * 5, milestones=feature().milestones * 2),
        replace(told, decisions=told.decisions * 3),
        replace(works(), sites=works().sites * 2),
        tips(),
        replace(
            month,
            days=tuple(replace(day, lines=day.lines * 3) for day in month.days),
            regular=(replace(month.days[3].lines[0], hour=""),) * 6,
        ),
        portrait(),
        replace(open_to, tables=open_to.tables * 2),
        replace(said, voices=tuple(replace(voice, body=voice.body * 3) for voice in said.voices)),
        back(),
    )


def quiet() -> Edition:
    """A month in which little happens: short texts, no event, one decision, a group that sent nothing."""
    said = groups()
    return with_sections(
        replace(editorial(), body=editorial().body[:1], standfirst=""),
        replace(news(), items=news().items[:1]),
        replace(
            feature(),
            title="Une page libre",
            poster=False,
            body=feature().body[:2],
            figures=(),
            milestones=(),
            interview=None,
        ),
        replace(council(), decisions=council().decisions[:1], next_session=None),
        replace(works(), sites=works().sites[:1], standfirst="", contact=""),
        replace(agenda(), days=()),
        replace(practical(), records=None, tables=practical().tables[:1]),
        replace(said, voices=(said.voices[0], replace(said.voices[1], body=(), received=False)), closing=None),
        back(),
    )


def five_thousand_words() -> Prose:
    """The long piece and the editorial, over and over, with a list and a quotation."""
    once = (
        *feature().body,
        *editorial().body,
        *rich("<ol><li>Un.</li><li>Deux.</li></ol><blockquote>« Oui. »</blockquote>"),
    )
    return once * -(-5_000 // len(words(once).split()))


def sixty_events() -> tuple[AgendaDay, ...]:
    """Two a day, all month long."""
    lines = agenda().days[4].lines
    return tuple(AgendaDay(date(2026, 12, day), lines) for day in range(2, 32))


def hostile() -> Edition:
    """Titles of three lines, markup, emoji, missing files, endless words, links in bold or on an image, five thousand words,
    sixty events.
    """
    trap = '<script>alert("x")</script> {{ lien }} 🎄 → Łódź & « ça »'
    link = rich(
        '<p><b><a href="/agenda/">Un lien <i>en gras</i></a></b> et <a href="javascript:alert(1)">un piège</a>.</p>'
        '<p><a href="/plan/"><img src="file:///etc/passwd" alt="Le plan de la halle"></a> 👨‍👩‍👧 Привет</p>' * 3
    )
    endless = "anticonstitutionnellement" * 8
    return replace(
        with_sections(
            replace(
                editorial(),
                title="Un titre qui n’en finit pas de dire ce que chacun sait déjà depuis longtemps",
                body=link,
                standfirst=trap,
            ),
            Briefs(
                anchor="en-bref", title="En bref", label="En bref", items=(Brief(trap, trap), Brief(endless, endless))
            ),
            replace(
                gallery(),
                snapshots=(
                    Snapshot(
                        "1er",
                        trap,
                        Picture(page("media/parti.jpg"), "Une photo partie.", 10, 10, asset="photos/parti.jpg"),
                    ),
                ),
            ),
            replace(
                feature(),
                title=f"{trap}|{endless}",
                figures=(Figure(endless, trap),),
                body=rich(f"<h3>{endless}</h3><ul><li>{endless}</li></ul>") + five_thousand_words(),
            ),
            replace(
                agenda(),
                days=(
                    AgendaDay(date(2026, 12, 1), (AgendaLine("", trap, page("agenda/"), endless, cancelled=True),)),
                    *sixty_events(),
                ),
            ),
            replace(portrait(), title=trap, picture=None),
            replace(practical(), tables=(Table(endless, (trap, trap), (Row(endless, endless),)),)),
            replace(back(), title=trap, offline=trap),
        ),
        masthead="L’Écho des Łódź & Fils",
        headline=trap,
    )


NAMED: dict[str, Callable[[], Edition]] = {each.__name__: each for each in (december, tiny, crowded, quiet, hostile)}
"""Every issue that slow tests draw, by the name their recordings bear."""
