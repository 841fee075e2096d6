"""What the pages of the town add to the editors’ desk."""
