"""The rules, one function each; a module a part of workbook.md."""
