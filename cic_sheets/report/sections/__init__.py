"""The sections of the narrative report, one file each; a new file is a new section."""
