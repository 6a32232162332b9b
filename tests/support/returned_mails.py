"""What arrives in a mailbox for returned mails: reports, complaints, machines that answer, people, and rubbish."""

from typing import Any

from filrouge.ground.mail.models import OutgoingMail

REPORT = """From: MAILER-DAEMON@mx.example
To: fil-rouge@localhost.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Your mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 15 Mar 2023 09:00:00 +0100

{original}Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b
Content-Type: {kind}

Message-ID: {identifier}
Subject: Invitation
{more}
{body}--b--
"""

COMPLAINT = """From: feedback@webmail.example
To: fil-rouge@localhost.example
Subject: Complaint about a message
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

A reader called this message unwanted.

--b
Content-Type: message/feedback-report

Feedback-Type: {type}
User-Agent: Webmail/1.0
Version: 1
{recipient}Original-Mail-From: <fil-rouge@localhost.example>
Reported-Domain: localhost.example

--b
Content-Type: message/rfc822

Message-ID: {identifier}
Subject: Invitation
{more}
Bonjour

--b--
"""

EXIM = """From: Mail Delivery System <Mailer-Daemon@mail.example>
To: fil-rouge@localhost.example
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: {to}
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to all of its recipients.

  {to}
    SMTP error from remote mail server after RCPT TO:<{to}>:
    host mx.example [192.0.2.1]: 550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

Message-ID: {identifier}
Subject: Invitation

Bonjour
"""

PERSON = b"From: Anna Rey <anna.rey@lindenau.example>\r\nSubject: A question\r\n\r\nMay I bring a colleague?\r\n"
HOLIDAY = (
    b"From: Beat Frei <beat.frei@lindenau.example>\r\nSubject: Out of office\r\n"
    b"Auto-Submitted: auto-replied\r\nIn-Reply-To: <mail-1@localhost.example>\r\n\r\n"
    b"I am back on Monday.\r\n"
)
RUBBISH = (
    b"From: MAILER-DAEMON@mx.example\r\nSubject: Failure\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: message/delivery-status\r\n\r\n\xff\xfe\x00 Final-Recipient\r\n"
)


def report(mail: OutgoingMail, **said: str) -> bytes:
    """What the other side's server writes."""
    filled: dict[str, Any] = {
        "to": mail.to,
        "original": "",
        "action": "failed",
        "status": "5.1.1",
        "said": "550 5.1.1 no such user",
        "kind": "text/rfc822-headers",
        "identifier": identifier(mail),
        "more": "",
        "body": "",
        **said,
    }
    return wire(REPORT.format(**filled))


def complaint(mail: OutgoingMail, *, kind: str = "abuse", names: bool = True, more: str = "") -> bytes:
    """What a large mail service sends when somebody calls a mail unwanted; many hide to whom it went."""
    recipient = f"Original-Rcpt-To: <{mail.to}>\n" if names else ""
    return wire(COMPLAINT.format(type=kind, recipient=recipient, identifier=identifier(mail), more=more))


def by_exim(mail: OutgoingMail) -> bytes:
    """A report of older Exim, which is no multipart/report."""
    return wire(EXIM.format(to=mail.to, identifier=identifier(mail)))


def identifier(mail: OutgoingMail) -> str:
    """The Message-ID of a mail."""
    return f"<mail-{mail.pk}@localhost.example>"


def wire(text: str) -> bytes:
    """As it travels."""
    return text.replace("\n", "\r\n").encode()
