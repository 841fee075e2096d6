"""The pages below /recevoir/. They speak HTTP and nothing else: verbs elsewhere do what is asked.

No page here sets a cookie or needs one: the link in a mail is the authority, and a form is refused when another site
sends it. Nothing changes on GET, since mail scanners follow every link.
"""
