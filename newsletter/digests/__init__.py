"""What leaves by itself from the journal: alerts and news at once, the day's at half past eight, the week's on Friday.

hours      when, on the town's clock                      selection    who has what: pure, the rule of the whole package
telling    journal lines -> items and cards               event_cards  an event as a card, by what became of its dates
audience   who asked for what, in three queries           words        subjects and sentences
values     Digest, AlertLetter: what renderers are given  composing    a share of the news -> a Digest
letters    variants, rows and what is told, written       posting      what is due: read, shared out, written, frozen
alerts     alerts, their reports and their end
"""
