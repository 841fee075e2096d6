"""`manage.py doctor`: what of an installation is well, and what to ask whom for the rest.

finding        what one check says           names       the seam to the name servers (one fake, in the tests)
installation   what is examined, as a value  providers   the mail services of French town halls
spf dkim dmarc alignment reverse returns     the records of the town's domain: values in, findings out
server mailbox environment database disk worker printing     what only the machine itself can tell
trial          a mail to ourselves, read where it arrives
examination    all of them, in order         report      findings as French text, or as JSON
"""
