"""Findings as a person reads them in a terminal, and as a program reads them."""

import json
import textwrap
from collections import Counter
from collections.abc import Sequence

from hub.doctor.finding import Finding, Record, Verdict

MARKS = {Verdict.WELL: "✓", Verdict.WATCH: "!", Verdict.ILL: "✗", Verdict.UNKNOWN: "?"}
WIDTH = 100
MARGIN = " " * 4


def as_text(title: str, findings: Sequence[Finding]) -> str:
    return "\n".join([title, *(line for finding in findings for line in lines(finding)), ""])


def lines(finding: Finding) -> list[str]:
    """One line for the fact; below it what to do, and the record to paste, whole: it must be copied as it is."""
    found = folded(f"{MARKS[finding.verdict]} {finding.subject} : {finding.says}", "  ")
    if finding.todo:
        found += folded(f"→ {finding.todo}", MARGIN)
    return found + (record_lines(finding.record) if finding.record else [])


def folded(text: str, margin: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=f"{margin}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def record_lines(record: Record) -> list[str]:
    return [
        "",
        f"{MARGIN}  nom     {record.name}",
        f"{MARGIN}  type    {record.kind}",
        f"{MARGIN}  valeur  {record.value}",
        "",
    ]


def summary(findings: Sequence[Finding]) -> str:
    """« 9 points vont bien, 2 sont à corriger, 1 à voir. »"""
    count = Counter(finding.verdict for finding in findings)
    if not count[Verdict.ILL] and not count[Verdict.WATCH] and not count[Verdict.UNKNOWN]:
        return "Tout va bien."
    parts = [f"{count[verdict]} {verdict}" for verdict in Verdict if count[verdict]]
    return f"En tout : {', '.join(parts)}."


def as_json(findings: Sequence[Finding]) -> str:
    rows = [
        {
            "subject": finding.subject,
            "verdict": finding.verdict.name.lower(),
            "message": finding.says,
            "todo": finding.todo,
            "record": vars(finding.record) if finding.record else None,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def is_ill(findings: Sequence[Finding]) -> bool:
    return any(finding.verdict is Verdict.ILL for finding in findings)
