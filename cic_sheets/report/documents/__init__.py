"""The documents of a few pages that a year gives besides its reports, one file a kind."""
