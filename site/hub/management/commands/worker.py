"""`python manage.py worker`: does what is due. Safe to kill at any moment, safe to run several."""

import os
import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from content import schedule
from hub.working import Worker


class Command(BaseCommand):
    help = "Fait ce qui est dû : courrier, publications programmées, tâches internes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="fait une fois chaque travail, puis s’arrête")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            Worker(schedule.jobs()).round()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        os.nice(5)  # on a small machine residents' pages come first
        Worker(schedule.jobs()).run()


def ask_to_stop(number: int, frame: FrameType | None) -> None:
    schedule.stop()
