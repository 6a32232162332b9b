"""What delivery services send, shaped after their documentation, about mails and people that are invented."""

from typing import Any

from filrouge.ground.mail.models import OutgoingMail
from tests.support.returned_mails import identifier


def brevo(mail: OutgoingMail, event: str, **more: Any) -> dict[str, Any]:
    """One event of Brevo: it replaces the Message-ID by its own and gives our header back."""
    return {
        "event": event,
        "email": mail.to,
        "id": 815,
        "date": "2023-03-15 10:00:00",
        "ts": 1678870800,
        "message-id": "<202303150900.12345@smtp-relay.mailin.fr>",
        "ts_event": 1678870800,
        "ts_epoch": 1678870800000,
        "subject": "Invitation",
        "X-Mailin-custom": identifier(mail).strip("<>"),
        "sending_ip": "192.0.2.7",
        "tags": [],
        **more,
    }


def mailjet(mail: OutgoingMail, event: str, **more: Any) -> dict[str, Any]:
    """One event of Mailjet: it numbers messages itself and gives our identifier back."""
    return {
        "event": event,
        "time": 1678870800,
        "MessageID": 19421777835146490,
        "Message_GUID": "1ab23cd4-e567-8901-2345-6789f0gh1i2j",
        "email": mail.to,
        "mj_campaign_id": 7257,
        "mj_contact_id": 4,
        "customcampaign": "",
        "CustomID": identifier(mail).strip("<>"),
        "Payload": "",
        **more,
    }
