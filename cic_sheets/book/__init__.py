"""From raw sheets to the typed year: tables found, headings matched, rows read, faults told."""
