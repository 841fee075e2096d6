"""What leaves by itself from the journal: alerts and news at once, the day's at half past eight, the week's on Friday.

hours      when, on the town's clock                     selection  who has what: pure, the rule of the whole package
telling    journal lines -> items and cards              audience   who asked for what, in three queries
words      subjects and sentences                        values     Digest, AlertLetter: what the renderers are given
posting    digests and news at once, frozen              alerts     alerts, their reports and their end, frozen
"""
