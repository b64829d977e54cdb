"""A small procedure with every kind of item, for tests; and the procedures that the ward ships."""

from datetime import date
from functools import cache
from pathlib import Path

from yakusho.forms import Compiled, compile_procedure, load

TODAY = date(2026, 11, 24)
WARD_FILES = sorted(Path(__file__).parents[4].glob("wards/*/procedures/*.yaml"))

SMALL = """\
code: small-sample
zone: office
section: sample
title: {ja: 見本の手続, en: Sample}
summary: {ja: 見本です, en: A sample}
effective: {from: 2026-04-01, until: 2027-03-31}
law: {ja: 見本条例, en: Sample ordinance}
standard_period: {ja: 10日, en: Ten days, days: 10}
fee: {ja: 無料, en: None}
who_may_apply: {ja: どなたでも, en: Anybody}
needed_things: []
other_ways: []
minutes: 5
identity_level: none
data: {limit: 3}
pages:
  - id: first
    title: {ja: はじめ, en: First}
    sections:
      - items:
          - {id: name, kind: name, label: {ja: 氏名, en: Name}}
          - {id: kana, kind: kana, label: {ja: フリガナ, en: Kana}, required: false}
          - {id: born, kind: date, label: {ja: 生年月日, en: Date of birth}, latest: today}
          - {id: postcode, kind: postcode, label: {ja: 郵便番号, en: Postcode}, required: false}
          - {id: address, kind: address, label: {ja: 住所, en: Address}, required: false}
          - {id: phone, kind: phone, label: {ja: 電話番号, en: Phone}, required: false}
          - {id: email, kind: email, label: {ja: メールアドレス, en: Mail}, required: false}
          - {id: notes, kind: long_text, label: {ja: 連絡, en: Notes}, required: false, maxlength: 100}
          - {id: plate, kind: text, label: {ja: 番号標, en: Plate}, required: false, pattern: "[A-Z]{2}[0-9]{2}",
             pattern_text: {ja: "「{label}」は、AB12 のように入れてください。", en: "Enter “{label}” like AB12."}}
          - {id: persons, kind: number, label: {ja: 人数, en: Persons}, required: false,
             most: 20, unit: {ja: 人, en: " persons"}}
          - {id: price, kind: money, label: {ja: 金額, en: Price}, required: false}
          - {id: agree, kind: consent, label: {ja: 同意します, en: I agree}}
  - id: second
    title: {ja: つぎ, en: Second}
    when: age_on(born, today) < 18
    sections:
      - heading: {ja: 保護者, en: Guardian}
        items:
          - {id: guardian, kind: name, label: {ja: 保護者の氏名, en: Guardian}}
          - {id: proof, kind: file, label: {ja: 証明, en: Proof}}
  - id: third
    title: {ja: おわり, en: Third}
    sections:
      - items:
          - id: pets
            kind: group
            label: {ja: 飼っている犬, en: Dogs}
            one: {ja: 犬, en: Dog}
            min: 1
            max: 3
            required: false
            items:
              - {id: name, kind: text, label: {ja: 名前, en: Name}}
              - {id: born, kind: date, label: {ja: 生まれた日, en: Born}, required: false}
          - {id: account, kind: bank_account, label: {ja: 口座, en: Account}, required: false}
          - id: way
            kind: choice
            label: {ja: 受け取り方, en: Way}
            choices:
              - {code: post, label: {ja: 郵送, en: Post}}
              - {code: desk, label: {ja: 窓口, en: Desk}}
          - {id: where, kind: text, label: {ja: 送り先, en: Where},
             when: 'way == "post" && (!given(persons) || persons < 15)'}
checks:
  - {rule: length(pets) <= limit, path: pets, text: {ja: 犬が多すぎます。, en: Too many dogs. Remove some.}}
  - {rule: 'way != "post" || given(phone)', path: phone,
     text: {ja: 電話番号も入れてください。, en: Enter a phone number too.}}
calculations:
  - {id: total, page: third, label: {ja: 手数料, en: Fee}, unit: {ja: 円, en: " yen"}, rule: length(pets) * 300}
workflow:
  begins: received
  states:
    - {id: received, label: {ja: 受付, en: Received}}
    - {id: done, label: {ja: 完了, en: Done}, ends: true}
  actions:
    - {id: approve, label: {ja: 終える, en: Finish}, from: [received], to: done}
retention: {years: 3, keep: [way, pets.born]}
examples:
  adult: {name: 見本 太郎, born: S40.4.1, agree: "on", way: desk}
  with-dogs: {name: 見本 花子, born: H1.1.8, agree: "on", way: desk, pets: [{name: ポチ}, {name: タマ, born: R1.5.1}]}
"""


@cache
def small() -> Compiled:
    """The small procedure, ready."""
    return compile_procedure(load(SMALL, "small.yaml"))


@cache
def ward_procedure(path: Path) -> Compiled:
    """A procedure the ward ships, ready."""
    return compile_procedure(load(path.read_text("utf-8"), path.name))
