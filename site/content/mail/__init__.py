"""Single transactional mails: queued with the change that asks for them, sent by the worker."""

from content.mail.queue import deliver_due, queue

__all__ = ["deliver_due", "queue"]
