"""Room on the disk: a full one stops the site, and SQLite then cannot even delete."""

import shutil

from django.conf import settings

from hub.doctor.finding import Finding, ill, watch, well

SUBJECT = "Disque"
GIGABYTE = 1_000_000_000
LEAST, COMFORTABLE = 1 * GIGABYTE, 5 * GIGABYTE
TODO = "Faites de la place, ou demandez un disque plus grand à l’hébergeur de la machine."


def check() -> Finding:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.DATA)
    return verdict(usage.free, usage.total)


def verdict(free: int, total: int) -> Finding:
    """Pure, in octets."""
    share = round(100 * free / total) if total else 0
    says = f"Il reste {free / GIGABYTE:.1f} Go sur {total / GIGABYTE:.0f} ({share} %).".replace(".", ",", 1)
    if free < LEAST:
        return ill(SUBJECT, says, TODO)
    if free < COMFORTABLE and share < 10:
        return watch(SUBJECT, says, TODO)
    return well(SUBJECT, says)
