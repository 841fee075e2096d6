"""The bulletin on paper: who asked for it, in which order it is carried, and the labels of the round."""
