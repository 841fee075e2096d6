"""What the newsletter adds to the editors' desk, one module per subject."""

from newsletter.desk import bulletin_hooks, import_hooks, paper_hooks, subscriber_hooks  # noqa: F401
