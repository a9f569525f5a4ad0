"""Any receipt's file: what it is, its pages, what its text says.  Nothing of the programme.

`opening.Opener` opens files in a process of its own; `facts.facts` reads a text; `structured`
reads an invoice embedded in a PDF; `likeness` compares two pictures.  What people are told is said
elsewhere: from here come codes.  Nothing read here is ever written into a workbook.
"""
