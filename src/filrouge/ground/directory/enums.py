"""Kinds of bodies, memberships and territories that everybody shares; a gathering file may add kinds of bodies."""

from enum import StrEnum


class Civility(StrEnum):
    """How somebody wishes to be addressed; nothing stored means without a title."""

    MADAM = "madam"
    SIR = "sir"


class FileKind(StrEnum):
    """What the lines of a file are that waits to be taken in."""

    CONTACTS = "contacts"
    BODIES = "bodies"


class MembershipKind(StrEnum):
    """How a body belongs to the organiser's network."""

    MEMBER = "member"
    PARTNER = "partner"


class OrganisationKind(StrEnum):
    """What a body is. French-only bodies keep their French acronym."""

    CITY = "city"
    LOCAL_AUTHORITY = "local_authority"
    DEPARTMENT = "department"
    REGION = "region"
    CANTON = "canton"
    STATE = "state"
    INTERMUNICIPAL_BODY = "intermunicipal_body"
    ASSOCIATION = "association"
    CCAS = "ccas"
    ARS = "ars"
    CPAM = "cpam"
    GIP = "gip"
    RESOURCE_CENTRE = "resource_centre"
    CITIZENS_COUNCIL = "citizens_council"
    INSTITUTION = "institution"
    UNIVERSITY = "university"
    COMPANY = "company"
    HEALTH_SERVICE = "health_service"
    ORDINARY_HEALTH_SERVICE = "ordinary_health_service"
    WHO_HEALTHY_CITY = "who_healthy_city"
    DEPARTMENT_TERRITORIAL_UNIT = "department_territorial_unit"
    OTHER = "other"


class OrganisationLevel(StrEnum):
    """At which level a body acts."""

    LOCAL = "local"
    DEPARTMENTAL = "departmental"
    REGIONAL = "regional"
    NATIONAL = "national"
    EUROPEAN = "european"


class TerritoryKind(StrEnum):
    """What a territory is."""

    COUNTRY = "country"
    REGION = "region"
    DEPARTMENT = "department"
    CANTON = "canton"
    INTERMUNICIPAL = "intermunicipal"
    COMMUNE = "commune"
    CITY_CONTRACT = "city_contract"
    QPV = "qpv"
