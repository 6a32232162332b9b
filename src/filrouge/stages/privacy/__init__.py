"""What becomes of personal data: the notice, periods, elimination slips, objections, the rights of each person."""
