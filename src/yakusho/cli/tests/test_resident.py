"""A sample resident reads a form as a browser would."""

import pytest

from yakusho.cli.resident import NotApplied, find_form


def test_the_form_of_the_procedure_is_found_with_its_hidden_inputs_and_files() -> None:
    page = """
    <form method="get" action="/search"><input type="hidden" name="no" value="1"></form>
    <form method="post" action="/ja/apply/example/first/">
      <input type="hidden" name="token" value="a&amp;b"><input name="name"><input type="file" name="paper">
    </form>
    """
    form = find_form(page, "/apply/example/")
    assert (form.action, form.hidden, form.files) == ("/ja/apply/example/first/", {"token": "a&b"}, ["paper"])


def test_a_page_without_the_form_is_said_to_hold_none() -> None:
    with pytest.raises(NotApplied, match="no form"):
        find_form("<p>Closed</p>", "/apply/example/")
