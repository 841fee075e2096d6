"""The form of an event in the desk."""
