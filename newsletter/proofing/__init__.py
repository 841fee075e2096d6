"""A number looked at before it is printed: its previews, its flat plan, its pages as pictures."""
