"""Adds up the reports of several pytest runs (JUnit XML) into one closing line: `512 passed, 0 failed, 3 skipped in 143.20s`."""

import sys
import xml.etree.ElementTree as ET
from collections import Counter


def tally(paths: list[str]) -> tuple[Counter[str], float, list[str]]:
    """Numbers by outcome, seconds, and each skipped test with its reason."""
    totals: Counter[str] = Counter()
    seconds = 0.0
    skipped = []
    for path in paths:
        report = ET.parse(path)  # noqa: S314 -- pytest has just written it
        seconds += sum(float(suite.get("time", 0)) for suite in report.iter("testsuite"))
        for case in report.iter("testcase"):
            totals[outcome_of(case)] += 1
            for skip in case.iter("skipped"):
                skipped.append(f"{case.get('classname')}.{case.get('name')} : {skip.get('message')}")
    return totals, seconds, skipped


def outcome_of(case: ET.Element) -> str:
    children = {child.tag for child in case}
    if children & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in children else "passed"


if __name__ == "__main__":
    totals, seconds, skipped = tally(sys.argv[1:])
    for line in skipped:
        print(f"  passé : {line}")
    figures = f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped"
    print(f"=== {figures} in {seconds:.2f}s ===")
