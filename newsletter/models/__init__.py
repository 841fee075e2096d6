"""The newsletter's tables.

Residents and their choices, the proof of consent, the bulletin and its issues, the ledger of sending.
"""

from newsletter.models.bulletin import BulletinCorrection, BulletinIndexPage, BulletinPage
from newsletter.models.consent import ConsentLine, SubscriptionRequest
from newsletter.models.counter import RequestCounter
from newsletter.models.delivery import Delivery, Dispatch
from newsletter.models.issue import Issue, PrintedForm
from newsletter.models.subscriber import Subscriber, Subscription

__all__ = [
    "BulletinCorrection",
    "BulletinIndexPage",
    "BulletinPage",
    "ConsentLine",
    "Delivery",
    "Dispatch",
    "Issue",
    "PrintedForm",
    "RequestCounter",
    "Subscriber",
    "Subscription",
    "SubscriptionRequest",
]
