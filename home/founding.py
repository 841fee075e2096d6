"""Founding a town: from an empty Wagtail site to a front page, its sections and its legal pages."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from alerts.models import AlertIndexPage
from content.models import Commune, ContentPage
from events.models import AgendaPage
from home.models import EditorialPage, HomePage
from home.notices.plans import plans
from news.models import NewsIndexPage
from newsletter.approval import approving
from newsletter.models import BulletinIndexPage

Notice = EditorialPage.Notice
P = TypeVar("P", bound=ContentPage)

LEGAL_PAGES = [
    ("Mentions légales", "mentions-legales", Notice.LEGAL),
    ("Accessibilité", "accessibilite", Notice.ACCESSIBILITY),
    ("Données personnelles", "donnees-personnelles", Notice.PRIVACY),
    ("Plan du site", "plan-du-site", Notice.SITEMAP),
]


class AlreadyFounded(Exception):
    """The site already has a town."""


@dataclass(frozen=True)
class Sections:
    """The pages under which editors write."""

    home: HomePage
    news: NewsIndexPage
    agenda: AgendaPage
    alerts: AlertIndexPage
    bulletin: BulletinIndexPage


@transaction.atomic
def found_town(site: Site, *, name: str) -> Sections:
    """Creates the tree of a new town under its site and returns its sections, all live.

    Raises AlreadyFounded when the site already has a front page: nothing is ever overwritten.
    """
    if HomePage.objects.filter(path__startswith=site.root_page.path).exists():
        raise AlreadyFounded(f"{site.root_url} a déjà une page d’accueil.")
    commune = Commune.for_site(site)
    commune.name = name
    commune.save()
    home = plant_home(site, name)
    sections = Sections(
        home=home,
        news=added(home, NewsIndexPage(title="Actualités", slug="actualites", show_in_menus=True)),
        agenda=added(home, AgendaPage(title="Agenda", slug="agenda", show_in_menus=True)),
        alerts=added(home, AlertIndexPage(title="Alertes", slug="alertes")),
        bulletin=added(home, BulletinIndexPage(title="Bulletin", slug="bulletin")),
    )
    approving.assign(sections.bulletin)
    for title, slug, notice in LEGAL_PAGES:
        page = added(home, EditorialPage(title=title, slug=slug, notice=notice))
        if notice == Notice.ACCESSIBILITY:
            draft_plans(page)
    return sections


def draft_plans(accessibility: EditorialPage) -> None:
    """The plans the law asks for, below the declaration: proposed, for it is the town that commits itself."""
    for plan in plans(timezone.localdate().year):
        draft = EditorialPage(
            title=plan.title, slug=plan.slug, standfirst=plan.standfirst, body=plan.body(), live=False
        )
        accessibility.add_child(instance=draft)
        draft.save_revision()


def plant_home(site: Site, name: str) -> HomePage:
    """The front page, in the place of the page Wagtail put at the root of an empty installation."""
    top = Page.get_first_root_node()
    welcome = site.root_page
    slug = "home" if not top.get_children().filter(slug="home").exclude(pk=welcome.pk).exists() else f"home-{site.pk}"
    home = added(top, HomePage(title=name, slug=f"accueil-{site.pk}"))
    site.root_page = home
    site.save()
    if welcome.depth == 2 and welcome.specific_class is Page and not welcome.get_children().exists():
        Page.objects.get(pk=welcome.pk).delete()
    home.refresh_from_db()
    home.slug = slug
    home.save()
    return HomePage.objects.get(pk=home.pk)


def added(parent: Page, page: P) -> P:
    """The page below its parent, live at once; an editor’s first change makes its first revision."""
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return page
