"""The program's own French: what no declaration holds.  Rules speak where they are declared."""

SENTENCES = {
    "near": " ; vouliez-vous dire « {meant} » ?",
    "or": " ou ",
    "severity.E": "Erreur",
    "severity.A": "Avertissement",
    "severity.I": "Information",
}
