"""Columns of which nothing is read or kept, told by their heading, or by what stands below it.

Headings are compared folded: lower case, no accents, single spaces. To refuse one too many costs a column that would
not have been taken anyway; to refuse one too few would store what the law protects most.
"""

import re
from collections.abc import Iterable

from filrouge.core.text import search_form
from filrouge.stages.registration.importing.fields import Refusal

# "Parti" (fr), "Partei" (de), "partito" (it); "partie" and "parties" are parts of a gathering.
_PARTY = re.compile(
    r"\b(parti|partis|party|partei\w*|partit[oi]|fraktion\w*|fraction|groupe|group|gruppe|gruppo|groupes? d elus|"
    r"etiquettes?|etichett[ae]|nuances?|mouvance|mouvement|tendance|majorite|opposition|maggioranza|opposizione|"
    r"parlamentsgruppe\w*|parlamentarische gruppe|politisch\w*|politiques?|politicals?|politic[oaih]\w*|"
    r"political affiliation|ideolog\w*)\b"
)
# A mandate is a function, and social work has policies: neither says to which party somebody belongs.
_NO_PARTY = re.compile(
    r"\b(fonctions?|funktion\w*|funzion[ei]|functions?|mandate?s?|mandat[oi]|office|amt|"
    r"politiques? (de la |de |des )?(villes?|sociales?|publiques?)|sociali?|sociale|sozial\w*)\b|"
    r"\b(groupe|group|gruppe|gruppo) (de|of|d|di|\d|[a-z]\b)"
)
_STILL_PARTY = re.compile(r"\b(parti|partis|party|partei\w*|partit[oi]|fraktion\w*|elus)\b|\bgroupe d elus\b")
_NEEDS = re.compile(
    r"\b(regimes?|aliment\w*|allerg\w*|intoleran\w*|veget\w*|vegan\w*|diet\w*|diat\w*|ernahrung\w*|menus?|menue|repas|"
    r"meals?|mahlzeit\w*|verpflegung\w*|past[oi]|handicap\w*|behinder\w*|disab\w*|invalid\w*|pmr|mobilit\w*|"
    r"rollstuhl\w*|wheelchair\w*|fauteuil\w*|carrozz\w*|accessib\w*|barriere\w*|sante|health|gesundheit\w*|salute|"
    r"medic\w*|medizin\w*|besoins?|needs?|bedurfnis\w*|bedarf\w*|esigenz\w*|bisogn\w*|lsf|langue des signes|"
    r"interpret\w*|gebarden\w*|dolmetsch\w*|halal|kosher|koscher|casher|gluten|lactose)\b"
)
_PRIVATE = re.compile(
    r"\b(tel|tels|telephones?|telefon\w*|telefono|phones?|mobile|mobil|handy|natel|portable|gsm|cellulare|fax|"
    r"adresses?|adress\w*|address\w*|indirizz\w*|rue|strasse|street|via|npa|plz|cap|cp|code postal|postcode|zip|"
    r"naissance|birth\w*|geburt\w*|nascita|age|alter|eta|avs|ahv|nir|securite sociale|iban|nationalit\w*|"
    r"cittadinanza|staatsangehorigkeit|sexe?|gender|geschlecht|genre|sesso|religion\w*|confession\w*|konfession\w*|"
    r"religione|syndicats?|syndicale?|gewerkschaft\w*|sindacat\w*|trade union|civilite|anrede)\b"
)
# What stands in such a column when its heading does not say so.
_SHORT_NAMES = (
    "ps sp plr fdp udc svp pdc cvp pvl glp pbd bdp pev evp pst pda pop pcs csp udf edu mcg lega verts grune grunen "
    "vert verdi mitte lr rn fn lfi eelv modem lrem renaissance horizons udi pcf dvg dvd dvc div prg nupes nfp "
    "reconquete dlf npa ecologiste ecologistes"
)
_LONG_NAMES = (
    "les verts, die mitte, le centre, il centro, vert liberaux, les republicains, rassemblement national, "
    "parti socialiste, la france insoumise, les ecologistes, sans etiquette, lega dei ticinesi, i verdi"
)
_PARTIES = frozenset({*_SHORT_NAMES.split(), *_LONG_NAMES.split(", ")})


def refused(heading: str, cells: Iterable[str]) -> Refusal | None:
    """Why nothing of this column is read; None for one that may be. `cells` are what stands below the heading."""
    folded = search_form(heading)
    if is_political(folded) or _names_parties(cells):
        return Refusal.POLITICAL
    if _NEEDS.search(folded):
        return Refusal.NEEDS
    return Refusal.PRIVATE if _PRIVATE.search(folded) else None


def is_political(folded: str) -> bool:
    """Whether a folded heading asks for a party or a political group."""
    if not _PARTY.search(folded):
        return False
    return bool(_STILL_PARTY.search(folded)) or not _NO_PARTY.search(folded)


def _names_parties(cells: Iterable[str]) -> bool:
    said = [search_form(cell) for cell in cells if cell]
    return bool(said) and sum(cell in _PARTIES for cell in said) * 2 > len(said)
