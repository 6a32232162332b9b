"""What stands on the public page to be read or taken away: put there, taken off; and how many follow."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.people.actors import Actor
from filrouge.stages.following.forms import NOBODY
from filrouge.stages.following.permissions import Followers
from filrouge.stages.following.queries import following_of
from filrouge.stages.gatherings.actions import publish_thing, take_thing_back
from filrouge.stages.gatherings.enums import PublicationKind
from filrouge.stages.gatherings.facts import GatheringFacts, PublicationFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.store import KINDS, MOST_BYTES, NotKept, keep
from filrouge.web.desk.categories import kind_word
from filrouge.web.desk.forms import MotiveForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.start_forms import LANGUAGES
from filrouge.web.shell import access, clock
from filrouge.web.shell.publications import kind_of_thing_in_words, size_in_words

_MEGABYTES = MOST_BYTES // (1024 * 1024)


class DocumentForm(forms.Form):
    """A link or a file, with what it is."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the document"),
        required=False,
        choices=[("", gettext_lazy("None or several")), *LANGUAGES],
    )
    url = forms.URLField(
        label=gettext_lazy("Web address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("When it lies somewhere else already."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, OpenDocument, Word, PowerPoint, Excel, PNG or JPEG; at most 20 megabytes."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind_of_thing_in_words(kind)) for kind in PublicationKind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two, and only one."""
        said = super().clean() or {}
        if "url" in said and "file" in said and bool(said["url"]) is bool(said["file"]):
            self.add_error("url", gettext("Give a web address or choose a file: one of the two."))
        return said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What stands on the page, and the form that adds to it."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    if request.method != "POST":
        return _page(request, facts, actor, DocumentForm())
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid() and _published(form, facts, actor):
        messages.success(request, gettext("It is on the public page."))
        return SeeOther(request.path)
    return _page(request, facts, actor, form, status=UNPROCESSABLE)


def _published(form: DocumentForm, facts: GatheringFacts, actor: Actor) -> bool:
    said, kept = form.cleaned_data, None
    if said["file"]:
        file = cast(UploadedFile, said["file"])
        try:
            kept = keep(file.name or "", file.chunks())
        except NotKept as refusal:
            form.add_error("file", _why_not_kept(refusal.why))
            return False
    publish_thing(
        gathering_id=facts.id,
        kind=PublicationKind(said["kind"]),
        title=said["title"],
        language=said["language"],
        url=said["url"],
        kept=kept,
        actor=actor,
        now=clock.now(),
    )
    return True


def _why_not_kept(why: str) -> str:
    return {
        "too_large": gettext("The file is larger than %(most)s megabytes. Put it elsewhere and give its web address.")
        % {"most": _MEGABYTES},
        "empty": gettext("The file is empty."),
        "unknown_kind": gettext("Files of this kind are not taken. Save it as a PDF."),
        "another_kind": gettext("The file is not what its name says. Save it again and choose it once more."),
    }[why]


@login_required
@require_POST
def take_back(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Take something off the page, for a reason that stays in the trail."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    form = MotiveForm(request.POST)
    if not form.is_valid():
        return _page(request, facts, actor, DocumentForm(), asked=(name, form), status=UNPROCESSABLE)
    take_thing_back(gathering_id=facts.id, key=name, actor=actor, now=clock.now(), motive=form.cleaned_data["motive"])
    messages.success(request, gettext("It is off the public page."))
    return SeeOther(reverse("desk:publications", args=[key]))


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    form: DocumentForm,
    *,
    asked: tuple[str, MotiveForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    context = {
        "form": form,
        "things": [_thing(thing, facts, language, asked) for thing in facts.publications],
        "public_url": reverse("public:gathering", args=[facts.key]) + "#documents",
    }
    return desk_page(request, "desk/publications.html", facts, actor, context, current="publications", status=status)


def _thing(
    thing: PublicationFacts, facts: GatheringFacts, language: str, asked: tuple[str, MotiveForm] | None
) -> dict[str, Any]:
    is_asked = asked is not None and asked[0] == thing.key
    return {
        "key": thing.key,
        "title": thing.title.best(language, facts.languages),
        "kind": kind_of_thing_in_words(thing.kind),
        "where": thing.url or f"{thing.filename} ({size_in_words(thing.size, language)})",
        "form": asked[1] if asked and is_asked else MotiveForm(auto_id=f"id_{thing.key}_%s"),
        "is_open": is_asked,
    }


@login_required
@require_safe
def followers(request: HttpRequest, key: str) -> HttpResponse:
    """How many want to be told, by kind of body. Nobody sees an address."""
    facts, actor = access.desk_gathering(request, key, Followers.COUNT)
    language, following = language_of(request), following_of(facts.id)
    rows = sorted(following.by_kind.items(), key=lambda row: (-row[1], row[0]))
    context = {
        "following": following,
        "rows": [
            {"kind": gettext("for themselves") if kind == NOBODY else kind_word(kind, facts, language).text, "n": n}
            for kind, n in rows
        ],
        "follow_url": reverse("public:follow", args=[facts.key]),
    }
    return desk_page(request, "desk/followers.html", facts, actor, context, current="followers")
