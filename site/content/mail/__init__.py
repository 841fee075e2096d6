"""Single transactional mails: queued with the change that asks for them, sent by the worker."""

from content.mail.queue import come_back_to, deliver_due, queue

__all__ = ["come_back_to", "deliver_due", "queue"]
