"""The site's own hub (W3C WebSub Recommendation, 23 January 2018): no third party learns who reads.

A request is only written down (`forms`, `subscribing.ask`). The worker asks the address whether it agrees
(`subscribing.verify_due`), and sends it each feed that has changed since (`delivering.deliver_due`).
"""
