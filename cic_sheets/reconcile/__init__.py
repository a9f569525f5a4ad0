"""The typed year and the money: rows into the engine's case, its results back to cells."""
