"""Charts of the desk, read as somebody does who sees no pictures: by the table beside each."""

from tests.support.forms import Page


def numbers(page: Page, chart: str) -> dict[str, int]:
    """The table beside a chart: what each row is called, and its number."""
    return {
        row.xpath("th")[0].text_content(): int(row.xpath("td[1]//text()")[0])
        for row in page.tree.xpath(f"//figure[@id='{chart}']//table/tbody/tr")
    }
