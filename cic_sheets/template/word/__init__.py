"""Word templates: the XML of each part is read once by place, and spliced where a field stands."""
