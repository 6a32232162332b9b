"""A logo for tests."""

LOGO = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="120" height="40"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.3">
<metadata>drawn by somebody</metadata><style>.a{fill:#b3122a}</style>
<defs><linearGradient id="g"><stop offset="0" stop-color="#14213d"/><stop offset="1" stop-color="#8888ff"/>
</linearGradient><circle id="dot" r="18"/></defs>
<use xlink:href="#dot" class="a" x="20" y="20"/><rect x="45" y="8" width="70" height="24" fill="url(#g)"/></svg>"""
"""A drawing as programs save it: a document type, a style, a gradient, a repeated shape, and words of the program."""
