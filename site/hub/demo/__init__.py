"""The demonstration commune: texts in town/, pictures in images/, and the modules that turn them into a town as of a day."""
