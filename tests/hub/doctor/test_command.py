"""`manage.py doctor` as an operator runs it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from hub.doctor import report
from hub.doctor.finding import Record, ill, unknown, watch, well
from hub.management.commands import doctor

LONG = "v=spf1 " + " ".join(f"include:service{n}.exemple.fr" for n in range(12)) + " ~all"
FINDINGS = [
    well("Disque", "Il reste 82 Go."),
    watch("DKIM", "La clé n’a que 1024 bits.", "Demandez à Brevo une clé de 2048 bits."),
    ill("SPF", "valombreuse.fr n’autorise pas Brevo.", "Demandez :", Record("valombreuse.fr", "TXT", LONG)),
    unknown("DMARC", "Pas de réponse."),
]


def run(*options: str) -> tuple[str, int]:
    said = StringIO()
    try:
        call_command("doctor", *options, stdout=said)
    except SystemExit as end:
        return said.getvalue(), int(str(end.code))
    return said.getvalue(), 0


def test_each_point_is_a_line_and_a_record_stays_whole_to_be_pasted() -> None:
    text = report.as_text("Le nom de domaine", FINDINGS)
    assert f"      valeur  {LONG}\n" in text
    assert "  ✗ SPF : valombreuse.fr n’autorise pas Brevo.\n" in text
    assert all(len(line) <= 100 for line in text.splitlines() if LONG not in line)


def test_the_summary_counts() -> None:
    assert report.summary(FINDINGS) == "En tout : 1 bien, 1 à voir, 1 à corriger, 1 pas vérifié."
    assert report.summary(FINDINGS[:1]) == "Tout va bien."


@pytest.mark.django_db
def test_the_end_tells_a_script_that_something_is_ill() -> None:
    text, code = run("--sans-dns")
    assert code == 1
    assert "✗ Travailleur : Le travailleur n’a jamais été lancé" in text
    assert "Le nom de domaine" not in text


@pytest.mark.django_db
def test_a_program_reads_the_same_as_json() -> None:
    text, _code = run("--json", "--sans-dns")
    rows = json.loads(text)
    assert {"subject", "verdict", "message", "todo", "record"} == set(rows[0])
    assert {row["verdict"] for row in rows} <= {"well", "watch", "ill", "unknown"}


@pytest.mark.django_db
def test_a_setting_without_meaning_is_told_once_and_the_rest_goes_on(settings: Settings) -> None:
    settings.EMAIL_URL = "nonsense"
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds"
    text, code = run()
    assert code == 1
    assert text.count("EMAIL_URL n’est pas une adresse") == 1
    assert text.count("TAMBOUR_BOUNCE_ADDRESS n’est pas une adresse") == 1
    assert "Un réglage est faux, voir plus haut" in text


@pytest.mark.django_db
def test_the_password_of_no_service_is_ever_shown(settings: Settings) -> None:
    settings.EMAIL_URL = "smtps://compte:tres-secret@127.0.0.1:9"
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.fr"
    settings.TAMBOUR_BOUNCE_IMAP = "imap://compte:tres-secret@127.0.0.1:9"
    text, _code = run("--sans-dns")
    assert "ne nous prend pas" in text
    assert "tres-secret" not in text


def test_a_machine_without_name_servers_is_told_so() -> None:
    def nobody() -> doctor.Names:
        raise doctor.Silent("cette machine ne connaît aucun serveur de noms")

    (finding,) = doctor.of_domain(nobody)
    assert "ne répondent pas" in finding.says
