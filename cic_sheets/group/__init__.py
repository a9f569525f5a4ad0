"""The group's life in figures: who belongs to it, what was measured, who answered; pure."""
