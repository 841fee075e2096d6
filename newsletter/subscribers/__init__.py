"""Who receives: what they asked for, the proof of it, their rights, and what is forgotten."""
