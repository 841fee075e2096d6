"""The worker does what is due, whatever one job breaks, and leaves when asked."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.conf import LazySettings

from content import schedule
from content.schedule import Job
from hub import working
from hub.alone import alone
from hub.models import Heartbeat
from hub.working import Heart, Timetable, Worker


@pytest.fixture(autouse=True)
def never_asked_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_stopping", False)


class Diary:
    """Jobs that write down when they are done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def job(self, name: str, seconds: int = 60, *, alone: bool = True) -> Job:
        def run(now: dt.datetime) -> int:
            self.done.append(name)
            return 1

        return Job(name, seconds, run, alone)

    def broken(self, name: str, seconds: int = 60) -> Job:
        def run(now: dt.datetime) -> int:
            self.done.append(name)
            raise RuntimeError(name)

        return Job(name, seconds, run)


@pytest.fixture
def diary(db: None) -> Diary:
    return Diary()


def test_everything_is_due_at_the_start(diary: Diary) -> None:
    Worker([diary.job("mail"), diary.job("pages")]).round()
    assert diary.done == ["mail", "pages"]


def test_a_job_is_due_again_after_its_time(diary: Diary) -> None:
    mail, pages = diary.job("mail", 5), diary.job("pages", 60)
    table = Timetable([mail, pages], now=0)
    table.done(mail, 1)
    table.done(pages, 2)
    assert table.due(5.9) == []
    assert table.wait(2) == 4
    assert table.due(6) == [mail]
    assert table.due(100) == [mail, pages]
    assert table.wait(100) == 0


def test_a_worker_without_work_waits() -> None:
    assert Timetable([], now=0).wait(7) == working.LONGEST_NAP


def test_a_job_that_fails_waits_longer_and_longer_up_to_five_minutes(diary: Diary) -> None:
    mail = diary.broken("mail", 5)
    table = Timetable([mail], now=0)
    waits = []
    for _ in range(8):
        table.failed(mail, 0)
        waits.append(table.wait(0))
    assert waits == [10, 20, 40, 80, 160, 300, 300, 300]
    table.done(mail, 0)
    table.failed(mail, 0)
    assert table.wait(0) == 10


def test_a_rare_job_that_fails_keeps_its_own_rhythm(diary: Diary) -> None:
    yearly = diary.broken("yearly", 86_400)
    table = Timetable([yearly], now=0)
    table.failed(yearly, 0)
    assert table.wait(0) == 86_400


def test_what_one_job_breaks_the_others_do_not_see(diary: Diary, caplog: pytest.LogCaptureFixture) -> None:
    worker = Worker([diary.broken("pages"), diary.job("mail")])
    worker.round()
    assert diary.done == ["pages", "mail"]
    assert "Travail en échec : pages" in caplog.text


def test_a_worker_asked_to_stop_finishes_only_what_it_had_begun(diary: Diary) -> None:
    def stop(now: dt.datetime) -> int:
        schedule.stop()
        diary.done.append("begun")
        return 1

    Worker([Job("begun", 60, stop), diary.job("next")]).run()
    assert diary.done == ["begun"]


def test_two_workers_do_not_publish_the_same_page_twice(diary: Diary, settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    with alone("pages") as free:
        assert free
        Worker([diary.job("pages"), diary.job("mail", alone=False)]).round()
    assert diary.done == ["mail"]
    Worker([diary.job("pages")]).round()
    assert diary.done == ["mail", "pages"]


@pytest.mark.django_db
def test_a_worker_writes_down_that_it_lives(now: dt.datetime) -> None:
    Heart().beat(now)
    Heart().beat(now + Heartbeat.INTERVAL)
    row = Heartbeat.objects.get()
    assert row.worker == working.WORKER
    assert row.at == now + Heartbeat.INTERVAL
    assert list(Heartbeat.objects.alive(now + dt.timedelta(minutes=2))) == [row]
    assert not Heartbeat.objects.alive(now + dt.timedelta(minutes=3))


def test_the_heart_stops_with_the_worker() -> None:
    beats = threading.Semaphore(0)

    class Silent(Heart):
        def beat(self, now: dt.datetime) -> None:
            beats.release()

    with Silent() as heart:
        assert beats.acquire(timeout=5)
    assert not heart.thread.is_alive()
