"""From the page an editor composes to the Edition every form is drawn from. Only this package asks news and events.

Texts leave here in French typography, addresses absolute, hours on the town's clock.
"""

from newsletter.compose.sections import NotInATown, edition_by_block, edition_of

__all__ = ["NotInATown", "edition_by_block", "edition_of"]
