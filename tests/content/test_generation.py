"""One number tells every process that residents could see something else."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction

from content import generation
from content.generation import Counter, per_generation

SITE = Path(__file__).resolve().parents[2] / "site"


def test_a_move_made_by_another_process_is_seen_at_once(tmp_path: Path) -> None:
    here = Counter(tmp_path / "generation")
    there = """
import pathlib, sys
from content.generation import Counter
Counter(pathlib.Path(sys.argv[1])).advance()
"""
    subprocess.run([sys.executable, "-c", there, tmp_path / "generation"], check=True, env={"PYTHONPATH": str(SITE)})
    assert here.read() == 1


def test_no_move_is_lost_between_threads_and_openings_of_the_file(tmp_path: Path) -> None:
    counters = [Counter(tmp_path / "generation") for _ in range(2)]

    def move(counter: Counter) -> None:
        for _ in range(200):
            counter.advance()

    threads = [threading.Thread(target=move, args=[counter]) for counter in counters * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [counter.read() for counter in counters] == [1200, 1200]


def test_the_number_outlives_a_restart(tmp_path: Path) -> None:
    Counter(tmp_path / "generation").advance()
    assert Counter(tmp_path / "generation").read() == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_only_once_committed() -> None:
    before = generation.current()
    with transaction.atomic():
        generation.bump_on_commit()
        assert generation.current() == before
    assert generation.current() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_given_up_does_not_count() -> None:
    before = generation.current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        generation.bump_on_commit()
        raise ZeroDivisionError
    assert generation.current() == before


class Facts:
    """Counts how many times the town's facts are asked for."""

    def __init__(self) -> None:
        self.asked = 0

        @per_generation
        def name_of(town: str, *, upper: bool = False) -> str:
            self.asked += 1
            return town.upper() if upper else town

        self.name_of = name_of


@pytest.mark.django_db(transaction=True)
def test_a_fact_is_asked_for_once_a_generation() -> None:
    facts = Facts()
    for _ in range(3):
        assert facts.name_of("lise") == "lise"
        assert facts.name_of("lise", upper=True) == "LISE"
    assert facts.asked == 2
    generation.bump()
    assert facts.name_of("lise") == "lise"
    assert facts.asked == 3


@pytest.mark.django_db(transaction=True)
def test_a_fact_outdated_while_it_was_computed_is_not_kept() -> None:
    asked = []

    @per_generation
    def slow() -> int:
        asked.append(1)
        generation.bump()
        return len(asked)

    assert [slow(), slow()] == [1, 2]


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_kept() -> None:
    facts = Facts()
    facts.name_of("lise")
    facts.name_of("lise")
    assert facts.asked == 2


@pytest.mark.django_db(transaction=True)
def test_memory_does_not_grow_without_end() -> None:
    facts = Facts()
    for number in range(generation.FACTS_KEPT + 1):
        facts.name_of(str(number))
    facts.name_of("0")
    assert facts.asked == generation.FACTS_KEPT + 2


@pytest.mark.django_db(transaction=True)
def test_what_a_process_keeps_in_its_cache_is_not_read_after_a_change() -> None:
    cache.set("menu", "old")
    assert cache.get("menu") == "old"
    generation.bump()
    assert cache.get("menu") is None
