"""From the facts of a letter or of a reply form to files and pages: PDF, HTML, ODT, DOCX, plain text.

Pure: no database, no clock, no request. `arranged` says once what stands where, in which words and in which order;
`pdf`, `html`, `odt`, `docx` and `text` only set it, so that no two of them can disagree.
"""
