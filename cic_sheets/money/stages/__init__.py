"""The six stages of money.md §3 and §4, one file each, in their order."""
