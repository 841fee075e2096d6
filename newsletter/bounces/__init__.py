"""What comes back: mails that could not be delivered, complaints, and requests to stop written by a mail program.

return_path   the addresses mail comes back to, each with a key only this town could have made
reading       bytes of a mail -> what it says, or nothing (pure); mime finds its parts
status        codes of mail servers -> whose fault it is (pure)
rules         a mailbox's history -> whether it still works (pure); suspending applies them
events        what a provider's API tells -> the same (newsletter.views.events is where it tells it)
receiving     what a mail says -> what is done about it
mailbox       where it all arrives, as the settings say; inbox opens it (IMAP), rounds reads what is new
forgetting    how long any of it is remembered
"""
