"""Who gets to the desk."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.test_settings import settings as read_settings

LOGIN = "/admin/login/"
PASSWORD = "right for the tests"

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari() -> User:
    return User.objects.create_superuser("sari", password=PASSWORD)


def log_in(
    client: Client, password: str, name: str = "sari", address: str = "192.0.2.1"
) -> int:
    form = {"username": name, "password": password}
    return client.post(LOGIN, form, REMOTE_ADDR=address).status_code


def test_the_fifth_wrong_password_is_refused_and_so_is_the_right_one_then(
    client: Client, sari: User
) -> None:
    assert [log_in(client, "wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert log_in(client, PASSWORD) == 429
    assert "_auth_user_id" not in client.session


def test_who_guesses_locks_nobody_out_elsewhere(client: Client, sari: User) -> None:
    for _ in range(5):
        log_in(client, "wrong")
    assert log_in(client, PASSWORD, address="198.51.100.7") == 302


def test_a_right_password_forgets_the_wrong_ones(client: Client, sari: User) -> None:
    for _ in range(3):
        assert [log_in(client, "wrong") for _ in range(4)] == [200] * 4
        assert log_in(client, PASSWORD) == 302


def test_accounts_that_are_not_there_are_refused_alike(client: Client) -> None:
    answers = [log_in(client, "wrong", name="nobody") for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_behind_a_proxy_the_clients_address_counts(
    client: Client, settings: Settings, sari: User
) -> None:
    settings.BEHIND_PROXY = True
    form = {"username": "sari", "password": "wrong"}

    def guess(address: str) -> int:
        forwarded = {"x-forwarded-for": address}
        return client.post(LOGIN, form, headers=forwarded).status_code

    assert [guess("192.0.2.1") for _ in range(5)][-1] == 429
    assert guess("198.51.100.7") == 200
    # What a client says of itself stands before.
    assert guess("203.0.113.9, 192.0.2.1") == 429


def test_a_session_handed_over_before_login_is_not_the_one_after(
    client: Client, sari: User
) -> None:
    session = client.session
    session["mine"] = True
    session.save()
    before = session.session_key
    log_in(client, PASSWORD)
    assert client.session.session_key != before


def test_login_leads_to_no_other_site(client: Client, sari: User) -> None:
    form = {"username": "sari", "password": PASSWORD}
    for place in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"):
        client.logout()
        answer = client.post(LOGIN, form | {"next": place})
        assert urlsplit(answer.headers["Location"]).netloc == ""
        assert answer.headers["Location"].startswith("/")


def test_a_form_from_elsewhere_is_refused(sari: User) -> None:
    client = Client(enforce_csrf_checks=True)
    form = {"username": "sari", "password": PASSWORD}
    assert client.post(LOGIN, form).status_code == 403


def test_the_desk_is_where_the_operator_puts_it() -> None:
    assert read_settings()["ADMIN_PATH"] == "admin/"
    assert read_settings(ADMIN_PATH="/meja/")["ADMIN_PATH"] == "meja/"
