"""The newsletter's tables.

Residents and their choices, those who read on paper, the proof of consent, the bulletin, its
approval and its issues, the words of the council's groups, digests and alerts,
the ledger of sending.
"""

from newsletter.models.approval import Approval, BulletinApproval
from newsletter.models.bounce import Bounce, ReturnMailbox, Suppression
from newsletter.models.bulletin import BulletinCorrection, BulletinIndexPage, BulletinPage
from newsletter.models.consent import ConsentLine, SubscriptionRequest
from newsletter.models.delivery import Delivery, Dispatch
from newsletter.models.importing import Import, ImportLine
from newsletter.models.issue import Issue, PressSheets, PrintedForm, Waiver
from newsletter.models.mailing import AnsweredChoice, JournalReading, Mailing, Told, Variant
from newsletter.models.outside import OutsideLink
from newsletter.models.paper import PaperSubscriber
from newsletter.models.personal import PersonalLink
from newsletter.models.subscriber import Subscriber, Subscription
from newsletter.models.throttle import Throttle
from newsletter.models.voice import GroupText, TextClosed

__all__ = [
    "AnsweredChoice",
    "Approval",
    "Bounce",
    "BulletinApproval",
    "BulletinCorrection",
    "BulletinIndexPage",
    "BulletinPage",
    "ConsentLine",
    "Delivery",
    "Dispatch",
    "GroupText",
    "Import",
    "ImportLine",
    "Issue",
    "JournalReading",
    "Mailing",
    "OutsideLink",
    "PaperSubscriber",
    "PersonalLink",
    "PressSheets",
    "PrintedForm",
    "ReturnMailbox",
    "Subscriber",
    "Subscription",
    "SubscriptionRequest",
    "Suppression",
    "TextClosed",
    "Throttle",
    "Told",
    "Variant",
    "Waiver",
]
