"""What comes back: mails that could not be delivered, complaints, and requests to stop written by a mail program.

return_path   the addresses mail comes back to, each with a key only this town could have made
reading       bytes of a mail -> what it says, or nothing (pure)
status        codes of mail servers -> whose fault it is (pure)
rules         a mailbox's history -> whether it still works (pure)
receiving     what it says -> what is done about it
inbox         the mailbox it all arrives in (IMAP)
"""
