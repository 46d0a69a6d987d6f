"""Desks of what the program found and a person decides on."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("desk", ["candidate", "overlap"])
@pytest.mark.parametrize("key", ["999", "x", "9" * 30])
def test_what_is_not_there_is_not_found(
    admin_client: Client, desk: str, key: str
) -> None:
    answer = admin_client.get(f"/admin/articles/{desk}/{key}/change/")
    assert answer.status_code == 404
