"""A package of parts (ECMA-376, part 2), patched: what is untouched stays byte for byte."""
