"""The mailbox on a real IMAP server, as the tests of returns have it."""

from tests.newsletter.bounces.conftest import dovecot, server

__all__ = ["dovecot", "server"]
