"""Anyone can check a receipt, and sees the published keys and heads."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yakusho.journal.sealer import seal
from yakusho.ledger.keys import read_manifest
from yakusho.portal.apply.models import Submission
from yakusho.portal.tests.resident import BENEFIT, Resident

pytestmark = pytest.mark.usefixtures("procedures")


@pytest.fixture
def receipt() -> dict:
    """The receipt of a sample application."""
    Resident(BENEFIT).applies("family")
    return Submission.objects.get().receipt


def check(text: str) -> str:
    return Client().post("/ja/proof/", {"receipt": text}).content.decode()


def test_a_genuine_receipt_is_confirmed_with_its_number(receipt):
    page = check(json.dumps(receipt))
    assert "この控えは本物です" in page
    assert receipt["entry"]["body"]["number"] in page


def test_a_receipt_file_can_be_uploaded(receipt):
    file = SimpleUploadedFile("receipt.json", json.dumps(receipt).encode())
    assert "この控えは本物です" in Client().post("/ja/proof/", {"file": file}).content.decode()


def test_a_changed_receipt_is_refused_with_the_reason(receipt):
    receipt["entry"]["body"]["number"] = "M-00000-00000"
    assert "中身が変えられています" in check(json.dumps(receipt))


@pytest.mark.parametrize("text", ["{}", "[]", "null", "nonsense", "[" * 5000, '{"format": 1}', "123"])
def test_what_is_no_receipt_is_refused_plainly(text):
    assert "確かめられませんでした" in check(text)


def test_an_empty_form_asks_for_a_receipt():
    assert "控えのファイルを選ぶか" in check("")


def test_published_keys_are_signed_by_the_identity(settings):
    response = Client().get("/keys.json")
    assert read_manifest(response.content.decode()).identity == settings.KEY_MANIFEST.identity


def test_heads_are_published(receipt):
    assert Client().get("/heads/").json()["heads"] == []
    seal()
    (head,) = Client().get("/heads/").json()["heads"]
    assert (head["size"], head["cosigned"]) == (1, False)
