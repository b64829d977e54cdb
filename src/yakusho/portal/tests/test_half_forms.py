"""Half a form is no form."""

from io import BytesIO

import pytest

from yakusho.portal.wsgi import body_first


@pytest.mark.parametrize(("sent", "reached"), [(b"token=x&go=save", [b"token=x&go=save"]), (b"token=x", [])])
def test_half_a_form_is_no_form(sent: bytes, reached: list[bytes]) -> None:
    taken: list[bytes] = []
    said: list[str] = []

    def application(environment: dict, start_response: object) -> list[bytes]:
        taken.append(environment["wsgi.input"].read())
        return []

    environment = {"CONTENT_LENGTH": "15", "wsgi.input": BytesIO(sent)}
    body_first(application)(environment, lambda status, headers: said.append(status))
    assert taken == reached
    assert said == ([] if reached else ["400 Bad Request"])
