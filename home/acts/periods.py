"""How long an act stays online, and until when it may be contested. Pure.

Online for two months at least: CGCT, R2131-1. Contested within two clear months: code de justice administrative, R421-1;
neither the day of publication nor the last day counts, and a period that ends on a day off goes on to the next working day
(Conseil d'État, 19 September 2014, no 362568).
"""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from content.public_holidays import public_holidays

MONTHS = relativedelta(months=2)
DAY = dt.timedelta(days=1)


def first_withdrawal(put_online: dt.date) -> dt.date:
    """The first day an act put online on that day may be taken off: two whole months after the day itself."""
    return put_online + MONTHS + DAY


def contested_until(put_online: dt.date, insee_code: str = "") -> dt.date:
    """The last day on which it may be brought before the court, days off of the commune's department included."""
    last = put_online + MONTHS + DAY
    while last.weekday() >= 5 or last in public_holidays(insee_code, last.year):
        last += DAY
    return last
