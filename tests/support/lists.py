"""Lists of people as organisers receive them, sent to the desk as a browser sends a file."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filrouge.stages.registration.export import FORMATS, Sheet
from filrouge.stages.registration.models import ImportedFile
from tests.support.desk_factories import token_of
from tests.support.forms import Page, open_page


def spreadsheet(*rows: str, form: str = "csv") -> bytes:
    """A spreadsheet of rows written with bars between their cells; the first row holds the headings."""
    headings, *lines = ([cell.strip() for cell in row.split("|")] for row in rows)
    return FORMATS[form].write(Sheet("Liste", headings, lines))


def upload(client: Client, key: str, data: bytes, *, name: str = "liste.csv", received: str = "") -> Page:
    """Send a file to the desk; the page that answers."""
    address = f"/desk/g/{key}/import/"
    token = token_of(open_page(client, address))
    file = SimpleUploadedFile(name, data)
    response = client.post(address, {"csrfmiddlewaretoken": token, "file": file, "received": received})
    if response.status_code == 303:
        return open_page(client, response["Location"])
    return Page(client, response, address)


def act(page: Page, name: str, **answers: str | list[str]) -> Page:
    """Press a button of the preview: `take`, `leave`, `decide`, `columns`; hidden fields go along, as in a browser."""
    address = f"{page.address.partition('?')[0]}{name}/"
    forms = page.tree.xpath(f"//form[@action='{address}']")
    assert forms, f"no form for {address}"
    values: dict[str, str | list[str]] = {"csrfmiddlewaretoken": token_of(page)}
    for form in forms:
        for field, value in form.form_values():
            if field == "shown":
                values.setdefault(field, [])
                values[field] = [*values[field], value]
            elif name != "decide" or field in ("show", "page"):
                values[field] = value
    response = page.client.post(address, values | answers)
    if response.status_code == 303:
        return open_page(page.client, response["Location"])
    return Page(page.client, response, page.address)


def line(page: Page, number: int) -> str:
    """All that the preview says of one line."""
    return page.said(f"//article[@id='line-{number}']")


def fates(page: Page) -> dict[str, int]:
    """How many lines share each fate, as the preview counts them."""
    items = page.tree.xpath("//section[@id='lines']//nav//li/a")
    found = (" ".join(item.text_content().split()).rpartition(" ") for item in items)
    return {label: int(number) for label, _space, number in found}


def the_file() -> ImportedFile:
    """The file that was sent last."""
    return ImportedFile.objects.order_by("-pk")[0]
