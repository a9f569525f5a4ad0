"""Results of formulas, exact or not at all."""
