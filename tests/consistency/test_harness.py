"""Each part of the strict harness (tests/conftest.py) catches the mistake it is there for."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Origin, Template, engines
from django.test import Client
from django.urls import path

from filrouge.ground.mail.actions import enqueue
from filrouge.ground.people.models import User
from tests.support.clean_pages import UncleanPage, faults_of
from tests.support.safe_requests import WriteInGet
from tests.support.shuffling import UnorderedSlice
from tests.support.strict_templates import UnknownVariable


def writing(request: HttpRequest) -> HttpResponse:
    """A page that writes whatever the method."""
    User.objects.create(email="somebody@example.org")
    return HttpResponse("written", content_type="text/plain")


def swallowing(request: HttpRequest) -> HttpResponse:
    """A page that writes and hides that it was refused."""
    try:
        with transaction.atomic():
            return writing(request)
    except Exception:
        return HttpResponse("nothing happened", content_type="text/plain")


def inline_script(request: HttpRequest) -> HttpResponse:
    """A page that the content security policy would break."""
    return HttpResponse("<!doctype html><p onclick='go()'>Go</p>")


def plain(request: HttpRequest) -> HttpResponse:
    """A page without fault."""
    return HttpResponse('<!doctype html><script src="/static/app.js" defer></script><p>Good</p>')


urlpatterns = [
    path("writing", writing),
    path("swallowing", swallowing),
    path("inline-script", inline_script),
    path("plain", plain),
]
on_these_pages = pytest.mark.urls(__name__)


@pytest.fixture
def users(db: None) -> list[int]:
    """Eight users, by id."""
    return [User.objects.create(email=f"user{number}@example.org").pk for number in range(8)]


def test_unordered_rows_come_back_in_another_order(users: list[int]) -> None:
    assert [user.pk for user in User.objects.all()] != users
    assert list(User.objects.values_list("pk", flat=True)) != users
    assert [user.pk for user in User.objects.iterator()] != users
    assert [user.pk for user in User.objects.order_by("pk")] == users


def test_two_unordered_rows_are_always_exchanged(users: list[int]) -> None:
    for _attempt in range(5):
        assert [user.pk for user in User.objects.filter(pk__in=users[:2])] == [users[1], users[0]]


def test_a_slice_of_unordered_rows_fails(users: list[int]) -> None:
    with pytest.raises(UnorderedSlice):
        User.objects.all()[0]
    with pytest.raises(UnorderedSlice):
        User.objects.all()[:3]
    assert User.objects.order_by("pk")[0].pk == users[0]
    assert User.objects.get(pk=users[3]).pk == users[3]
    assert User.objects.first().pk == users[0]


@pytest.mark.django_db
def test_other_packages_models_may_be_sliced() -> None:
    assert ContentType.objects.order_by()[0]


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ user.nothing }}",
        "{% for row in rows %}{{ row }}{% endfor %}",
        "{{ x|default:'' }}",
    ],
)
def test_an_unknown_variable_fails(source: str) -> None:
    with pytest.raises(UnknownVariable):
        Template(source).render(Context({"user": "Anna"}))


def test_asking_whether_a_variable_was_given_is_allowed() -> None:
    assert Template("{% if nobody %}yes{% else %}no{% endif %}").render(Context()) == "no"


def test_templates_of_other_packages_stay_lenient() -> None:
    elsewhere = Origin("/usr/lib/python3/allauth/templates/account/login.html", "account/login.html")
    engine = engines["django"].engine
    assert Template("[{{ nobody }}]", origin=elsewhere, engine=engine).render(Context()) == "[]"


@on_these_pages
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/writing", "/swallowing"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_get_that_writes_fails(client: Client, address: str, method: str) -> None:
    with pytest.raises(WriteInGet):
        getattr(client, method)(address)


@on_these_pages
@pytest.mark.django_db
def test_a_post_may_write(client: Client) -> None:
    assert client.post("/writing").status_code == 200
    assert User.objects.count() == 1


@on_these_pages
@pytest.mark.django_db
def test_a_page_with_an_inline_script_fails(client: Client) -> None:
    with pytest.raises(UncleanPage, match="onclick"):
        client.get("/inline-script")
    assert client.get("/plain").status_code == 200


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<script type='importmap'>{}</script>",
        "<style>p { color: red }</style>",
        "<p style='color: red'>",
        "<button hx-on:click='go()'>",
        "<a href='javascript:go()'>",
        "<script src='https://cdn.example.com/x.js'></script>",
        "<link rel='stylesheet' href='//cdn.example.com/x.css'>",
        "<img src='http://pictures.example.com/x.png' alt=''>",
        "<img srcset='/a.png 1x, https://pictures.example.com/b.png 2x' alt=''>",
    ],
)
def test_each_unclean_page_is_seen(html: str) -> None:
    assert len(faults_of(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://example.com/elsewhere'>a link may lead away</a>",
        "<link rel='canonical' href='https://example.com/here'>",
        "<script type='application/json' id='data'>{}</script>",
        "<script type='application/ld+json'>{}</script>",
        "<img src='/static/img/a.svg' alt=''><script src='http://localhost:8000/static/a.js'></script>",
    ],
)
def test_clean_pages_pass(html: str) -> None:
    assert faults_of(html) == []


@pytest.mark.django_db
def test_a_mail_outside_a_transaction_fails() -> None:
    assert connection.in_atomic_block, "the transaction of the test itself, which must not count"
    with pytest.raises(transaction.TransactionManagementError):
        enqueue([])
    with transaction.atomic():
        enqueue([])
