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
        for suite in ET.parse(path).iter("testsuite"):
            seconds += float(suite.get("time", 0))
        for case in ET.parse(path).iter("testcase"):
            outcome = outcome_of(case)
            totals[outcome] += 1
            if outcome == "skipped":
                skipped.append(f"{case.get('classname')}.{case.get('name')} : {case.find('skipped').get('message')}")
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
