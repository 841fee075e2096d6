"""Keep the web server and the worker running, in one command: whichever dies is started again.

Standard library only, so that the supervisor itself weighs little and has no reason to die. `manage.py serve`
prepares what needs Django, then becomes this program:

    python -m hub.supervising --host 127.0.0.1 --port 8000 --workers 2
"""

import argparse
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

PR_SET_PDEATHSIG = 1
LONG_ENOUGH = 60.0  # seconds after which a part that dies was not in a crash loop
LONGEST_PAUSE = 30.0
GRACE = 30.0  # seconds given to finish what is under way
TICK = 0.2


@dataclass
class Part:
    """One long-running program of the site, and what its life has been.

    READY answers whether it has begun to serve. FORGETFUL: a request to stop that comes while it loads must be repeated.
    """

    name: str
    command: Sequence[str]
    ready: Callable[[], bool] = lambda: True
    forgetful: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    due: float = 0.0

    def start(self, environment: Mapping[str, str], now: float) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then asks each part to finish.
        self.process = subprocess.Popen(  # noqa: S603 -- the commands below, nothing from outside
            self.command,
            env=environment,
            start_new_session=True,
            preexec_fn=die_with_parent,  # safe: the supervisor has one thread
        )
        self.started = now

    def collect(self, now: float) -> int | None:
        """The exit code when it has just died (its next start is then planned), None otherwise."""
        if self.process is None or self.process.poll() is None:
            return None
        code = self.process.returncode
        sweep(self.process.pid)
        self.process = None
        if now - self.started >= LONG_ENOUGH:
            self.pause = 1.0
        self.due = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return code

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_finish(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def remind(self) -> None:
        if self.forgetful and self.process is not None and self.is_running():
            os.killpg(self.process.pid, signal.SIGTERM)

    def end(self) -> None:
        """End it and whatever it has left behind, now."""
        if self.process is not None:
            sweep(self.process.pid)
            self.process.wait()


def die_with_parent() -> None:
    """Linux: have this process asked to finish when the supervisor is killed without notice."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def sweep(group: int) -> None:
    """End what a dead part has left behind: the processes of a killed web server would keep its port."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


@dataclass
class Supervisor:
    """Runs PARTS until asked to stop. SAY receives plain French lines; GREETING is said once all are ready."""

    parts: Sequence[Part]
    environment: Mapping[str, str]
    say: Callable[[str], None]
    greeting: str = ""
    stopping: bool = False

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        while not self.stopping:
            self.tend(time.monotonic())
            self.greet()
            time.sleep(TICK)
        self.stop()
        return 0

    def tend(self, now: float) -> None:
        for part in self.parts:
            code = part.collect(now)
            if code is not None:
                self.say(f"{part.name} : arrêt imprévu ({reason(code)}), redémarrage dans {part.due - now:.0f} s.")
            if part.process is None and now >= part.due and not self.stopping:
                part.start(self.environment, now)

    def greet(self) -> None:
        if self.greeting and all(part.ready() for part in self.parts):
            self.say(self.greeting)
            self.greeting = ""

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def stop(self) -> None:
        """Ask every part to finish, again and again for GRACE seconds, then insist."""
        limit = time.monotonic() + GRACE
        running = [part for part in self.parts if part.process is not None]
        for part in running:
            part.ask_to_finish()
        while any(part.is_running() for part in running) and time.monotonic() < limit:
            time.sleep(TICK)
            for part in running:
                part.remind()
        for part in running:
            if part.is_running():
                self.say(f"{part.name} ne s’arrête pas : interrompu.")
            part.end()


def reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def site_answers(host: str, port: int) -> Callable[[], bool]:
    """A question to ask again and again: does the web server answer /sante/, whatever it answers?"""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104

    def ask() -> bool:
        connection = http.client.HTTPConnection(reachable, port, timeout=0.5)
        try:
            connection.request("GET", "/sante/")
            return connection.getresponse().status > 0
        except OSError:
            return False
        finally:
            connection.close()

    return ask


def web(host: str, port: int, workers: int) -> Part:
    """Granian over WSGI: one process a core, two threads each, so that a slow page does not hold up the others."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "2", "--backpressure", "64", "--no-ws"]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "20", "--http1-header-read-timeout", "10000"]
    command += ["--workers-max-rss", "700", "--log-level", "warning", "hub.wsgi:application"]
    return Part("Le site", command, ready=site_answers(host, port), forgetful=True)


def worker(manage: str) -> Part:
    return Part("Le travailleur", [sys.executable, manage, "worker"])


def arguments(line: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hub.supervising", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--no-worker", action="store_true")
    parser.add_argument("--manage", required=True, help="the path of manage.py")
    return parser.parse_args(line)


def main() -> int:
    chosen = arguments()
    parts = [web(chosen.host, chosen.port, chosen.workers)]
    if not chosen.no_worker:
        parts.append(worker(chosen.manage))
    # The greeting holds the sign-in link: it comes by the environment, never by `ps`, and no part inherits it.
    greeting = os.environ.pop("TAMBOUR_GREETING", "")
    say = lambda line: print(line, flush=True)  # noqa: E731
    return Supervisor(parts, dict(os.environ), say, greeting).run()


if __name__ == "__main__":
    sys.exit(main())
