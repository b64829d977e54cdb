"""A bank and its branch are found by code, reading or name; where a name may mean several, these are offered."""

import pytest

from yakusho.forms import yucho
from yakusho.forms.banks import packaged_banks
from yakusho.forms.tests.every_kind import every
from yakusho.forms.tests.samples import TODAY

REST = {"type": "ordinary", "number": "0123456", "holder": "ミホン タロウ"}


def account(**parts):
    texts = {"sign": "見本 太郎", **{f"account-{part}": text for part, text in {**REST, **parts}.items()}}
    return every().read_page("things", {name: [text] for name, text in texts.items()}, {}, "ja", today=TODAY)


def kept(result):
    assert result.errors == []
    answer = result.answers["account"]
    return tuple(answer[part] for part in ("bank_name", "bank_code", "branch_name", "branch_code"))


def wrong(result):
    return {error.path.removeprefix("account-"): error.sentence for error in result.errors}


@pytest.mark.parametrize("bank", ["見本銀行", "見本", "ミホン", "みほんぎんこう", "ﾐﾎﾝ", "0000", "００００"])
@pytest.mark.parametrize("branch", ["東", "東支店", "ヒガシ", "ひがし支店", "001"])
def test_name_reading_or_code_alone_find_bank_and_branch(bank, branch):
    assert kept(account(bank_name=bank, branch_name=branch)) == ("見本銀行", "0000", "東", "001")


def test_codes_alone_give_the_names():
    assert kept(account(bank_code="0000", branch_code="002")) == ("見本銀行", "0000", "東口", "002")


def test_a_name_that_may_mean_several_offers_them_and_the_chosen_one_is_taken():
    result = account(bank_name="みほ", branch_name="東")
    assert wrong(result) == {"bank_name": "「金融機関名」にあてはまるものを選んでください。"}
    offers = {text: label.ja for text, label in result.offers["account-bank_name"]}
    assert offers == {
        "0000": "見本銀行（0000）",
        "0007": "見本信用金庫（0007）",
        "": "この中にない（入れ直します）",
    }
    assert kept(account(bank_name="0000", branch_name="東"))[:2] == ("見本銀行", "0000")


def test_half_a_name_is_never_taken_without_asking():
    result = account(bank_name="見本銀行", branch_name="ひがしぐ")
    assert [text for text, _label in result.offers["account-branch_name"]] == ["002", ""]


def test_a_bank_that_the_list_lacks_needs_its_code_and_is_taken_as_written():
    assert list(wrong(account(bank_name="無名銀行", branch_name="東"))) == ["bank_code"]
    named = account(bank_name="無名銀行", bank_code="0099", branch_name="東", branch_code="123")
    assert kept(named) == ("無名銀行", "0099", "東", "123")
    assert list(wrong(account(bank_name="無名銀行", bank_code="0099", branch_name="東"))) == ["branch_code"]
    new_branch = account(bank_name="見本", branch_name="新町", branch_code="777")
    assert kept(new_branch) == ("見本銀行", "0000", "新町", "777")


def test_a_name_and_a_code_of_different_banks_are_told():
    told = wrong(account(bank_name="見本信用金庫", bank_code="0000", branch_code="001"))
    assert told["bank_code"].startswith("「金融機関コード」0000は「見本銀行」です。")
    told = wrong(account(bank_name="見本銀行", bank_code="0090", branch_name="東", branch_code="001"))
    assert told["bank_code"].startswith("「金融機関コード」0000は「見本銀行」です。")
    assert list(wrong(account(bank_code="0000", branch_name="本店", branch_code="001"))) == ["branch_code"]


def test_a_draft_with_half_a_name_is_not_sent():
    answers = {**account(bank_name="みほ", branch_name="東").answers}
    told = [error.path for error in every().check(answers, TODAY, "ja") if error.path.startswith("account")]
    assert told == ["account-bank_name"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("みずほ", "みずほ銀行"),
        ("みつびしユーエフジェイ", "三菱UFJ銀行"),
        ("ゆうちょ", yucho.BANK_NAME),
        ("９９００", yucho.BANK_NAME),
        ("とうきょうしんきん", "東京信用金庫"),
        ("東京信金", "東京信用金庫"),
    ],
)
def test_the_shipped_list_knows_banks_however_they_are_written(typed, name):
    found = BANKS.all.find(typed)
    assert [each.name for each in found] == [name]


def test_the_shipped_list_has_branches_and_is_read_only_where_it_is_needed():
    assert [(each.code, each.name) for each in BANKS.branches("0001").find("いたばし")] == [("166", "板橋")]
    assert BANKS.branches("0000").find("板橋") == ()
    assert BANKS.branches("../banks").find("板橋") == ()
    assert len(BANKS.all.find("農協")) > 400


BANKS = packaged_banks()
