"""What is a password: long, not common even in disguise, not one's own name; told before typing."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from portage.network.accounts.devices import device
from portage.network.models import Person
from tests.cast import make_cast
from tests.pages import browse

PERSON = Person(email="nora.lindqvist@atelier.example", name="Nora Lindqvist")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password2026!",
        "p@ssw0rd1234",
        "12345678901234",
        "azertyuiop123",
        "qwertyuiop[]12",
        "abcabcabcabcabc",
        "aaaaaaaaaaaaa",
        "123123123123123",
        "sunshine2026!!",
        "noralindqvist1",
        "Lindqvist.Nora",
        "nora.lindqvist@atelier",
        "short words",
    ],
)
def test_it_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, PERSON)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "bouilloires de cuivre 42",
        "7 lanternes sous la pluie",
        "xK9#mPq2$vLw8",
        "portage-demonstration",
    ],
)
def test_it_is_taken(password):
    validate_password(password, PERSON)


@pytest.mark.django_db
def test_the_rules_stand_beside_the_field_before_anything_is_typed():
    client = browse(make_cast().counsel)
    page = client.get(reverse("account_change_password")).content.decode()
    for words in ("at least 12 characters", "commonly used", "common password with figures"):
        assert words in page


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.9", "unknown device"),
        ("", "unknown device"),
    ],
)  # fmt: skip
def test_a_browser_is_told_in_words(agent, words):
    assert device(agent) == words
