"""/sante/: is the installation well? For monitoring programs: 200 when it is, 503 when somebody must look.

It turns red when something is broken, never because there is much to do: a queue is ill when its oldest item has
waited too long, whatever its length.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content import schedule
from hub.models import Heartbeat

SILENCE = timedelta(minutes=5)
LATENESS = timedelta(minutes=15)


@dataclass(frozen=True)
class Finding:
    """One thing examined. SAYS is a French sentence for whoever is called at night."""

    name: str
    well: bool
    says: str


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    findings = examine(timezone.now())
    well = all(finding.well for finding in findings)
    body = {
        "status": "ok" if well else "error",
        "checks": {finding.name: {"ok": finding.well, "message": finding.says} for finding in findings},
    }
    return JsonResponse(body, status=200 if well else 503, json_dumps_params={"ensure_ascii": False})


def examine(now: datetime) -> list[Finding]:
    """Every finding; the database alone when it does not answer, since all the rest is read from it."""
    try:
        connection.ensure_connection()
        return [Finding("database", True, "La base de données répond."), worker(now), *queues(now)]
    except DatabaseError:
        return [Finding("database", False, "La base de données ne répond pas.")]


def worker(now: datetime) -> Finding:
    last = Heartbeat.objects.order_by("at").last()
    if last is None:
        return Finding("worker", False, "Le travailleur n’a jamais été lancé (python manage.py worker).")
    silence = int((now - last.at).total_seconds())
    if now - last.at > SILENCE:
        return Finding("worker", False, f"Le travailleur ne donne plus signe de vie depuis {silence} s.")
    return Finding("worker", True, f"Dernier signe de vie du travailleur il y a {max(silence, 0)} s.")


def queues(now: datetime) -> Iterator[Finding]:
    for queue in schedule.queues():
        oldest = queue.oldest(now)
        late = now - oldest if oldest is not None else timedelta()
        if late > LATENESS:
            says = f"Retard de {int(late.total_seconds() // 60)} min : {queue.label}."
        else:
            says = f"À jour : {queue.label}."
        yield Finding(f"queue: {queue.label}", late <= LATENESS, says)
