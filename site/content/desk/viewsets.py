"""The town's lists, as an editor keeps them."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.models import CollectionRound, CouncilGroup, Councillor, District, Measure, Organizer, Place, Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = "Thèmes et publics"
    list_display = ["name", "kind", "slug"]
    list_filter = ["kind"]
    search_fields = ["name", "description"]


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    menu_label = "Quartiers"
    list_display = ["name", "kind"]
    search_fields = ["name"]


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "home"
    menu_label = "Lieux"
    list_display = ["name", "address", "district"]
    list_filter = ["district"]
    search_fields = ["name", "address"]


class OrganizerViewSet(SnippetViewSet):
    model = Organizer
    icon = "group"
    menu_label = "Organisateurs"
    list_display = ["name", "kind", "phone"]
    list_filter = ["kind"]
    search_fields = ["name"]
    chooser_per_page = 60  # all of them: a town has no more, and nobody looks on a second page


class CouncillorViewSet(SnippetViewSet):
    model = Councillor
    icon = "user"
    menu_label = "Élus"
    list_display = ["name", "role", "delegation", "group"]
    list_filter = ["group", "position"]
    search_fields = ["name", "role", "delegation"]


class CouncilGroupViewSet(SnippetViewSet):
    model = CouncilGroup
    icon = "group"
    menu_label = "Groupes du conseil"
    list_display = ["name", "majority", "seats"]


class CollectionRoundViewSet(SnippetViewSet):
    model = CollectionRound
    icon = "bin"
    menu_label = "Collectes"
    list_display = ["what", "every", "first_day"]
    search_fields = ["what", "contents"]


class MeasureViewSet(SnippetViewSet):
    model = Measure
    icon = "thumbtack"
    menu_label = "Mesures du jour"
    list_display = ["name", "figure", "measured_at", "good_until"]
    search_fields = ["name"]


class TownViewSetGroup(SnippetViewSetGroup):
    """One entry of the desk's menu for all of them."""

    menu_label = "La commune"
    menu_icon = "home"
    menu_order = 300
    items = (
        TopicViewSet,
        DistrictViewSet,
        PlaceViewSet,
        OrganizerViewSet,
        CouncillorViewSet,
        CouncilGroupViewSet,
        CollectionRoundViewSet,
        MeasureViewSet,
    )
