"""What the kernel adds to the editors' desk."""
