"""How the report looks: Word, Excel.  Decides nothing."""
