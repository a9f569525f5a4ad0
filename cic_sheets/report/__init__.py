"""What is said: the report model, computed once, decided before anything is drawn."""
