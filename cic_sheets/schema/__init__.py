"""What a sheet, a list, a parameter, a rule and a finding are; no particular one."""
