"""Workbooks filled on their XML."""
