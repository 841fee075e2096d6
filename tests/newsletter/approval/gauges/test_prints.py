"""What paper and mail can hold."""

from newsletter.approval.gauges import Level, prints


def test_a_mail_between_eighty_and_a_hundred_kilobytes_warns_and_beyond_is_in_red() -> None:
    assert [prints.weight(octets).level for octets in (80_000, 80_001, 100_000, 100_001)] == [
        Level.GOOD,
        Level.WARNING,
        Level.WARNING,
        Level.BLOCKING,
    ]
