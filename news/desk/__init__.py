"""What news adds to the editors' desk."""
