"""An outside verifier: the workbook file to the cent, by hand, from the written contract alone."""
