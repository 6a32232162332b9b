"""What the demonstration says when it starts: French first, then one line of English."""

from datetime import datetime

from filrouge.config.demonstration import ANNOUNCING, EVERYTHING, KEYS, TO_SAVE
from filrouge.config.demonstration.staff import ACCOUNTS, PASSWORD
from filrouge.core.date_words import date_in_words
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.queries import facts_by_key

_ROLES = {
    Role.MANAGER: "dirige",
    Role.DESK_HELPER: "aide à l’accueil",
    Role.ACCESS_REFERENT: "s’occupe des besoins d’accès",
    Role.PARTNER: "partenaire, voit les participants d’une partie",
}


def welcome(base_url: str, *, now: datetime) -> str:
    """The address, the accounts, and what to try first."""
    accounts = "\n".join(
        f"    {account.email:<30} {account.name}, {_ROLES[account.role]} – {account.organiser}" for account in ACCOUNTS
    )
    return f"""
  Fil rouge – démonstration            {base_url}/
  Toutes les personnes sont inventées, aucun message ne quitte cette machine.{_late(now)}

  À essayer d’abord – l’assemblée d’Aarau : {base_url}/g/{KEYS[0]}/
    1. Inscrivez-vous comme membre de l’exécutif d’une ville membre, veille comprise :
       vous prenez la dernière des 30 places de la soirée.
    2. Inscrivez une deuxième personne de la même façon : elle attend, et sait à quel rang.
    3. Inscrivez-vous comme chargée de projet, veille comprise : la journée est confirmée,
       la soirée refusée, avec la raison.
    4. Ouvrez la boîte aux lettres {base_url}/mailbox/ et, par le lien de la première personne,
       rendez la place : celle qui attend la reçoit aussitôt.

  De tout un peu – Voisinages : {base_url}/g/{EVERYTHING}/
    délégations et commandes, quotas, listes à reprendre, signatures, territoires, mots des courriels.

  Annoncer – Vieillir chez soi : {base_url}/g/{ANNOUNCING}/ et {base_url}/desk/g/{ANNOUNCING}/
    carnet d’adresses et envois, invitations et transmissions, relais, lettres et rectificatif, presse sous embargo,
    série et calendrier. Une date à réserver, que l’on suit : {base_url}/g/{TO_SAVE}/

  Côté organisation : {base_url}/desk/     mot de passe de tous les comptes : {PASSWORD}
{accounts}

  Ctrl-C arrête tout. Pour recommencer à neuf : filrouge demo --reset
  In English: open the address above and choose “English” at the foot of the page; same password for every account.
"""


def _late(now: datetime) -> str:
    """A word when the demonstration was set up so long ago that its moments have passed."""
    facts = facts_by_key(KEYS[0])
    if facts is None or facts.deadline is None or (facts.deadline - now.date()).days >= 10:
        return ""
    deadline = date_in_words(facts.deadline, language="fr")
    return f"\n  Le délai d’Aarau est le {deadline} : « filrouge demo --reset » remet tout à la date du jour."
