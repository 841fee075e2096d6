"""What templates write: typography that never opens a door, dates on the town's clock, engravings in its inks."""

import datetime as dt

import pytest
from django.template import Context, RequestContext, Template
from django.test import Client, RequestFactory
from django.utils.safestring import mark_safe
from wagtail.models import Site

from content import engravings
from content.models import commune_of


def written(source: str, **values: object) -> str:
    html = Template("{% load tambour %}" + source).render(Context(values))
    return html.replace("\u00a0", "~").replace("\u202f", "‿")


ATTACK = "<script>alert('é !')</script>"


def test_a_title_is_set_in_french_and_escaped() -> None:
    assert written("{{ title|fr }}", title="L'eau & l'air : à 18h30 !") == "L’eau &amp; l’air~: à 18~h~30‿!"
    assert "<script>" not in written("{{ title|fr }}", title=ATTACK)


def test_html_already_safe_stays_html() -> None:
    body = mark_safe('<p title="a !">L&#x27;eau !</p>')
    for name in ("fr", "fr_html"):
        assert written(f"{{{{ body|{name} }}}}", body=body) == '<p title="a !">L’eau‿!</p>'


@pytest.mark.parametrize("name", ["fr", "fr_html"])
def test_text_that_nobody_vouched_for_cannot_become_html(name: str) -> None:
    shown = written(f"{{{{ text|{name} }}}}", text=ATTACK)
    assert "<" not in shown
    assert "&lt;script&gt;" in shown


def test_a_plain_text_mail_is_set_without_being_escaped() -> None:
    source = "{% autoescape off %}{{ text|fr }}{% endautoescape %}"
    assert written(source, text="L'eau & l'air !") == "L’eau & l’air‿!"


def test_what_is_missing_leaves_a_blank() -> None:
    source = "[{{ text|fr }}{{ day|long_date }}{{ moment|long_datetime }}{{ moment|hour }}]"
    assert written(source, text=None, day=None, moment=None) == "[]"


def test_dates_are_read_on_the_town_s_clock() -> None:
    moment = dt.datetime(2019, 7, 13, 22, 30, tzinfo=dt.UTC)
    assert written("{{ m|long_datetime }}", m=moment) == "dimanche 14~juillet 2019, 0~h~30"
    assert written("{{ m|long_date }}, {{ m|hour }}", m=moment) == "dimanche 14~juillet 2019, 0~h~30"
    assert written("{{ t|hour }}", t=dt.time(0)) == "0~h"


def test_an_engraving_has_the_inks_of_the_town_asked_wherever_the_template_stands(site: Site, client: Client) -> None:
    request = RequestFactory().get("/", HTTP_HOST=site.hostname)
    source = "{% load tambour %}{% include 'components/illustration.html' with engraving='halle' bare=True only %}"
    html = Template(source).render(RequestContext(request))
    address = f"/gravures/{engravings.fingerprint(commune_of(site).theme)}/halle.svg"
    assert f'src="{address}"' in html and 'width="1200" height="900"' in html
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml" and "immutable" in answer["Cache-Control"]
    assert commune_of(site).theme.ground in answer.content.decode()


def test_an_engraving_nobody_cut_is_replaced_and_its_address_is_not_found(client: Client, site: Site) -> None:
    assert "/bourg.svg" in written("{% engraving 'chateau' %}")
    assert client.get("/gravures/0/chateau.svg").status_code == 404
    assert (
        "Cache-Control" not in client.get("/gravures/0/bourg.svg")
        or "immutable" not in client.get("/gravures/0/bourg.svg")["Cache-Control"]
    )
