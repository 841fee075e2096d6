"""The words of a PDF, read by a child process: a broken or hostile file can cost a few seconds, nothing else."""

import json
import logging
import subprocess
import sys
from datetime import datetime
from typing import IO

from content.models import TownDocument
from content.models.searching import DocumentText, documents_to_read
from content.pdf.engine import clean_environment
from content.schedule import stopping

logger = logging.getLogger("tambour.worker")

LARGEST = 40 * 1024 * 1024
SECONDS = 60


class Unreadable(Exception):
    """No text could be had from that file; the message says why, in French."""


def read_waiting(at: datetime) -> int:
    """Reads the documents that wait for it, and answers how many. One that cannot be read is noted, and the next is read."""
    done = 0
    for document in documents_to_read(at):
        if stopping():
            break
        read(document, at)
        done += 1
    return done


def read(document: TownDocument, at: datetime) -> DocumentText:
    """Reads one document and keeps its words, or what stood in the way."""
    pages: list[str] = []
    obstacle = ""
    try:
        with document.open_file() as file:
            pages = pages_of(file)
    except (Unreadable, OSError) as error:
        obstacle = str(error)[:200]
        logger.warning("Le texte de « %s » n’a pas pu être lu : %s", document, obstacle)
    known = DocumentText.objects.filter(document=document, file_name=document.file.name).first()
    facts = {
        "file_name": document.file.name,
        "pages": pages,
        "obstacle": obstacle,
        "attempts": known.attempts + 1 if known else 1,
        "read_at": at,
    }
    return DocumentText.objects.update_or_create(document=document, defaults=facts)[0]


def pages_of(file: IO[bytes], seconds: float = SECONDS) -> list[str]:
    """The text of each page, in order. Raises Unreadable."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable("le fichier est trop lourd")
    command = [sys.executable, "-m", "content.document_text_child", str(int(seconds))]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this same Python
            command, input=content, capture_output=True, timeout=seconds, env=clean_environment(), cwd="/", check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("la lecture prend trop de temps") from error
    if done.returncode:
        raise Unreadable("le fichier est abîmé, protégé, ou trop compliqué")
    pages: list[str] = json.loads(done.stdout)
    return pages
