"""The posters of the agenda: one A4 sheet for an event, for one of its dates, for a month. Tagged PDF, never wider than one page.

`announcing` says what an event's poster says, `event` and `month` lay values out as HTML, `making` has them drawn.
"""
