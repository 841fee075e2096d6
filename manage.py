#!/usr/bin/env python
"""The command line of Tambour. site/ is a source root, never a package: the standard library owns that name."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
