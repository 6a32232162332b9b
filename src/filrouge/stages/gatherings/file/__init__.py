"""The gathering file: a whole gathering as one YAML text, read with helpful errors, loaded once, exported the same.

Doors: `reading.read_gathering`, `loading.load_gathering`, `exporting.export_gathering`, `shifting.shift_document`.
"""
