"""How people register, at random: terms, quotas, who answers for the data."""

from datetime import datetime

from hypothesis import strategies as st

from filrouge.engines.waiting import Policy
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.gatherings.enums import Channel, ForwardingScope
from tests.stages.gatherings.file.generated_values import EMAILS, LINES, Data, distinct, some, translated


@st.composite
def legal(draw: st.DrawFn) -> Data:
    """A legal profile; a cantonal one names its canton."""
    regime = draw(st.sampled_from(LegalRegime)).value
    canton = {"canton": draw(st.sampled_from(["AG", "VD"]))} if regime == "ch_cantonal" else {}
    return {
        "controller": draw(LINES),
        "regime": regime,
        **canton,
        **some(
            draw,
            address=LINES,
            authority=LINES,
            dpo=LINES,
            dpo_email=EMAILS,
            rights_email=EMAILS,
            needs_days=st.integers(0, 30),
            addresses_days=st.integers(0, 365),
            registrations_months=st.integers(1, 60),
            contacts_months=st.integers(1, 60),
            needs_visa=st.booleans(),
        ),
    }


INSTANTS = st.datetimes(datetime(1998, 2, 1), datetime(1999, 5, 1)).map(
    lambda instant: instant.isoformat(sep=" ", timespec="minutes")
)


def quotas(draw: st.DrawFn, parts: list[str], whom: st.SearchStrategy[Data]) -> list[Data]:
    """Limits shared by several parts, and reserves of one; parts have 20 places at least."""
    found = []
    for key in distinct(draw, 2) if parts else []:
        quota = {"key": key, "label": draw(translated()), "seats": draw(st.integers(0, 10))}
        if len(parts) > 1 and draw(st.booleans()):
            quota["parts"] = draw(st.lists(st.sampled_from(parts), unique=True, min_size=2))
        else:
            quota |= {"parts": [draw(st.sampled_from(parts))], "reserved_for": draw(whom)}
            quota |= some(draw, opens_to_all_at=INSTANTS)
        found.append(quota)
    return found


def waiting(draw: st.DrawFn) -> Data:
    """A policy; how often one is overtaken is said where it is asked."""
    policy = draw(st.sampled_from(Policy))
    often = {"most_overtakings": draw(st.integers(0, 9))} if policy is Policy.BOUNDED else {}
    return {"policy": policy.value, **often}


def registration(draw: st.DrawFn, whom: st.SearchStrategy[Data]) -> Data:
    amounts = st.decimals(0, 1000, places=2).map(str)
    price = st.builds(dict, amount=amounts, currency=st.sampled_from(["EUR", "CHF"]))
    opening = st.datetimes(datetime(1990, 1, 1), datetime(1998, 1, 1))
    return some(
        draw,
        opens_at=opening.map(lambda instant: instant.isoformat(sep=" ", timespec="minutes")),
        deadline=st.just("1999-05-31"),
        channels=st.lists(st.sampled_from([channel.value for channel in Channel]), unique=True),
        shortcut=st.booleans(),
        web_path=translated(),
        price=price,
        forwarding=st.sampled_from([scope.value for scope in ForwardingScope]),
        priority=st.fixed_dictionaries({"for": whom, "until": INSTANTS}),
        residents=st.booleans(),
        pictures=st.booleans(),
        category=st.booleans(),
        waiting=st.just(waiting(draw)),
        order_days=st.integers(1, 365),
    )
