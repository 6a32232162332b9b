"""People who want to be told: an address for one gathering, checked, told each thing once, forgotten afterwards."""
