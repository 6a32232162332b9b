from importlib.resources import files

from fontTools.ttLib import TTFont

from filrouge.stages.documents.layout import face


def test_the_figures_of_the_face_are_those_of_the_font():
    font = TTFont(str(files("fontpkg_atkinson_hyperlegible") / "files" / "AtkinsonHyperlegible-Regular.ttf"))
    assert font["head"].unitsPerEm == 1000
    assert (font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender) == (face.ASCENT, face.DESCENT)
    assert font["OS/2"].sCapHeight == face.CAPITALS
    assert tuple(getattr(font["head"], edge) for edge in ("xMin", "yMin", "xMax", "yMax")) == face.BOX
    glyphs = font.getBestCmap()
    signs = [bytes([code]).decode("cp1252", errors="replace") for code in range(32, 256)]
    assert tuple(font["hmtx"][glyphs[ord(sign)]][0] if ord(sign) in glyphs else 0 for sign in signs) == face.WIDTHS
