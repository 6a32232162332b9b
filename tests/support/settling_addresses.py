"""Addresses of what is prepared and settled about a gathering, with what a GET answers to each of the four people."""

STAFF = (200, 403, 404, 302)
NOTHING = (404, 403, 404, 302)
ACT_BEHIND_LOGIN = (405, 405, 405, 302)

SETTLING_ADDRESSES: dict[str, tuple[int, int, int, int]] = {
    "desk:prepare": STAFF,
    "desk:abbreviations": STAFF,
    "desk:places": STAFF,
    "desk:remove_abbreviation": ACT_BEHIND_LOGIN,
    "desk:calendar": STAFF,
    "desk:calendar_file": STAFF,
    "desk:calendar_step": ACT_BEHIND_LOGIN,
    "desk:series": STAFF,
    "desk:series_name": ACT_BEHIND_LOGIN,
    "desk:series_edition": ACT_BEHIND_LOGIN,
    "desk:series_result": ACT_BEHIND_LOGIN,
    "desk:series_drop": ACT_BEHIND_LOGIN,
    "desk:next_edition": (303, 403, 404, 302),  # the series has no name yet: it leads to the page that asks for one
    "desk:move_part": STAFF,
    "desk:publish_programme": ACT_BEHIND_LOGIN,
    "desk:languages": STAFF,
    "desk:terms": STAFF,
    "desk:sessions": STAFF,
    "desk:session": NOTHING,  # Aarau has no session
    "desk:remove_session": ACT_BEHIND_LOGIN,
    "desk:new_quota": STAFF,
    "desk:edit_quota": STAFF,
    "desk:remove_quota": STAFF,
    "desk:priority": STAFF,
    "desk:proposals": NOTHING,  # Aarau stands in no series
    "desk:proposal": NOTHING,
    "desk:proposal_drop": ACT_BEHIND_LOGIN,
    "desk:proposals_show": ACT_BEHIND_LOGIN,
}
# What such an address needs that no registration has.
OF_SETTLING = {"session": "none", "number": 1}
