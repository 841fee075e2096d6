"""Sizes that make you look twice: a file, a function or a template that outgrows them probably holds two subjects."""

from pathlib import Path

from tests.architecture.sources import functions, place, python_files, templates, tracked

FILE, FUNCTION, TEMPLATE, SCRIPT = 400, 40, 130, 800


def lines(text: str) -> int:
    return len(text.splitlines())


def is_sample(path: Path) -> bool:
    return place(path).startswith("tests/") and not path.name.startswith("test_")


def test_no_file_is_longer_than_400_lines() -> None:
    """The samples that tests are given may be as long as they like."""
    written = [path for path in python_files() if not is_sample(path)]
    assert {place(path): size for path in written if (size := lines(path.read_text())) > FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """The samples that tests are given may be as long as they like."""
    long = {}
    for path in python_files():
        for function in [] if is_sample(path) else functions(path):
            size = (function.end_lineno or 0) - function.lineno + 1
            if size > FUNCTION:
                long[f"{place(path)}:{function.lineno} {function.name}"] = size
    assert long == {}


def test_no_template_is_longer_than_130_lines() -> None:
    assert {place(path): size for path in templates() if (size := lines(path.read_text())) > TEMPLATE} == {}


def test_residents_download_few_lines_of_script() -> None:
    scripts = [path for path in tracked("*.js") if "static" in path.parts]
    assert sum(lines(path.read_text()) for path in scripts) <= SCRIPT
