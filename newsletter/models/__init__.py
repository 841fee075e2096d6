"""The newsletter's tables.

Residents and their choices, those who read on paper, the proof of consent, the bulletin and its issues, digests and alerts,
the ledger of sending.
"""

from newsletter.models.bounce import Bounce, ReturnMailbox, Suppression
from newsletter.models.bulletin import BulletinCorrection, BulletinIndexPage, BulletinPage
from newsletter.models.consent import ConsentLine, SubscriptionRequest
from newsletter.models.delivery import Delivery, Dispatch
from newsletter.models.importing import Import, ImportLine
from newsletter.models.issue import Issue, PressSheets, PrintedForm
from newsletter.models.mailing import AnsweredChoice, JournalReading, Mailing, Told, Variant
from newsletter.models.paper import PaperSubscriber
from newsletter.models.personal import PersonalLink
from newsletter.models.subscriber import Subscriber, Subscription
from newsletter.models.throttle import Throttle

__all__ = [
    "AnsweredChoice",
    "Bounce",
    "BulletinCorrection",
    "BulletinIndexPage",
    "BulletinPage",
    "ConsentLine",
    "Delivery",
    "Dispatch",
    "Import",
    "ImportLine",
    "Issue",
    "JournalReading",
    "Mailing",
    "PaperSubscriber",
    "PersonalLink",
    "PressSheets",
    "PrintedForm",
    "ReturnMailbox",
    "Subscriber",
    "Subscription",
    "SubscriptionRequest",
    "Suppression",
    "Throttle",
    "Told",
    "Variant",
]
