"""The crash trial, short: real processes, real kills, a real mail server. Its long form is script/trial."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.slow
@pytest.mark.parametrize("options", ["--workers 1 --kills 8", "--workers 3 --kills 8 --mode grey --every 5"])
def test_killed_workers_send_nothing_twice_and_forget_nobody(options: str) -> None:
    environment = os.environ | {"PYTHONPATH": f"{settings.ROOT}/site:{settings.ROOT}"}
    command = [sys.executable, "-m", "tests.trial", "--recipients", "150", *options.split()]
    trial = subprocess.run(command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert trial.returncode == 0, trial.stdout + trial.stderr
    figures = dict(pair.split("=") for pair in trial.stdout.splitlines()[-1].split())
    assert (figures["duplicates"], figures["forgotten"]) == ("0", "0")
    assert int(figures["kills"]) > 0
    assert int(figures["sent"]) + int(figures["uncertain"]) == 150
