"""A procedure with the kinds of items that the small one lacks, for tests; with a table of towns and one of banks."""

from functools import cache

from yakusho.forms import Compiled, compile_procedure, load
from yakusho.forms.banks import Banks, listed
from yakusho.forms.tables import Tables
from yakusho.japanese.addresses import Town, Towns

EVERY = """\
code: every-kind
zone: mynumber
section: sample
title: {ja: 見本の手続, en: Sample, easy: みほんの てつづき}
summary: {ja: 見本です, en: A sample}
effective: {from: 2026-04-01}
law: {ja: 見本条例, en: Sample ordinance}
standard_period: {ja: 10日, en: Ten days, days: 10}
fee: {ja: 無料, en: None}
who_may_apply: {ja: どなたでも, en: Anybody}
acts_for:
  - {kind: self}
  - {kind: agent, name: agent.name, kana: agent.kana, address: elsewhere, proofs: [letter]}
needed_things: []
other_ways: []
minutes: 5
identity_level: none
data: {limit: 3}
pages:
  - id: people
    title: {ja: 人, en: People}
    sections:
      - items:
          - {id: acting, kind: acting, label: {ja: だれが手続をしますか, en: Who acts?}}
          - {id: you, kind: person, label: {ja: あなた, en: You}, former_name: true, alias: true}
          - {id: agent, kind: person, label: {ja: 代理人, en: Agent}, kana: optional, autocomplete: "off",
             when: acting == "agent"}
          - {id: letter, kind: file, label: {ja: 委任状, en: Letter}, many: 3, camera: true, when: acting == "agent"}
          - {id: elsewhere, kind: full_address, label: {ja: 代理人の住所, en: Address of the agent},
             when: acting == "agent"}
          - {id: home, kind: ward_address, label: {ja: 住所, en: Address}}
          - {id: my_number, kind: my_number, label: {ja: 個人番号, en: My Number}, required: false}
          - {id: email, kind: email, label: {ja: メール, en: Mail}, required: false, confirm: code}
  - id: no-way
    title: {ja: この手続ではできません, en: Not by this form}
    intro: {ja: 窓口へ来てください。, en: Please come to the counter.}
    when: entitled == "no"
    exit: true
  - id: things
    title: {ja: こと, en: Things}
    sections:
      - items:
          - {id: before, kind: explanation, label: {ja: はじめに, en: First},
             text: {ja: "一行目\\n二行目", en: Read this.}}
          - {id: weight, kind: number, label: {ja: 重さ, en: Weight}, decimals: 2, most: 500,
             unit: {ja: kg, en: " kg"}, required: false}
          - id: colours
            kind: several
            label: {ja: 色, en: Colours}
            least: 1
            most: 2
            required: false
            choices:
              - {code: red, label: {ja: 赤, en: Red}}
              - {code: blue, label: {ja: 青, en: Blue}}
              - {code: green, label: {ja: 緑, en: Green}}
          - id: way
            kind: choice_or_other
            label: {ja: 方法, en: Way}
            required: false
            choices: [{code: post, label: {ja: 郵送, en: Post}}]
          - id: hours
            kind: table
            label: {ja: 時間, en: Hours}
            required: false
            rows: [{id: mon, label: {ja: 月曜, en: Monday}}, {id: tue, label: {ja: 火曜, en: Tuesday}}]
            columns:
              - {id: begin, kind: text, label: {ja: はじめ, en: From}, required: false}
              - {id: count, kind: number, label: {ja: 人数, en: Persons}, required: false, most: 99}
          - {id: account, kind: bank_account, label: {ja: 口座, en: Account}, yucho: true, required: false}
          - id: children
            kind: group
            label: {ja: 子ども, en: Children}
            one: {ja: 子ども, en: Child}
            min: 0
            max: 3
            required: false
            items:
              - {id: name, kind: name, label: {ja: 氏名, en: Name}}
              - {id: number, kind: my_number, label: {ja: 個人番号, en: My Number}, required: false}
              - {id: home, kind: ward_address, label: {ja: 住所, en: Address}, required: false}
              - {id: account, kind: bank_account, label: {ja: 口座, en: Account}, yucho: true, required: false}
          - {id: sign, kind: signature, label: {ja: 署名, en: Signature}, same_as: you.name}
checks:
  - {rule: '!given(weight) || weight <= 30000', path: weight, text: {ja: 重すぎます。, en: Too heavy.}}
  - {each: children, rule: 'each.home.town != "見本町二丁目" || given(each.account)', path: home,
     text: {ja: 口座も入れてください。, en: Give an account too.}}
  - {rule: 'length(colours) < limit && !("green" in colours)', path: colours, text: {ja: 緑以外で。, en: Not green.}}
calculations:
  - {id: total, page: things, label: {ja: 合計, en: Total}, unit: {ja: 円, en: " yen"}, rule: 'length(colours) * fee'}
decisions:
  - id: entitled
    label: {ja: 対象, en: Entitled}
    rows:
      - {when: 'acting == "agent" && given(my_number)', value: "no"}
      - {value: "yes"}
  - id: fee
    label: {ja: 手数料, en: Fee}
    page: things
    unit: {ja: 円, en: " yen"}
    rows:
      - {when: 'entitled == "yes" && given(weight) && weight > 1000', value: 500, text: {ja: 五百円, en: five hundred}}
      - {value: 300}
register_checks:
  base_date: 2026-04-01
  applicant: {name: you.name, kana: you.kana, address: home}
  account: account
workflow:
  begins: received
  states:
    - {id: received, label: {ja: 受付, en: Received}}
    - {id: done, label: {ja: 完了, en: Done}, ends: true}
  actions:
    - {id: approve, label: {ja: 終える, en: Finish}, from: [received], to: done}
retention: {years: 3, keep: [acting, colours, way.choice]}
examples:
  alone:
    acting: self
    you: {name: 見本 太郎, kana: みほん たろう}
    home: {postcode: 999-0001, town: 見本町1丁目, number: 66-1}
    sign: 見本　太郎
  whole:
    acting: agent
    you: {name: 見本 花子, kana: ミホン ハナコ, former_name: 例, alias: 見本 ハナ}
    agent: {name: 見本 二郎}
    elsewhere: {postcode: 530-0001, prefecture: osaka, rest: 大阪市北区見本1-1}
    home: {town: 見本町二丁目, number: 5番, building: 見本ハイツ}
    weight: "12.5"
    colours: red,blue
    way: {choice: other, other: 鳩}
    hours: {mon_begin: "9:00", tue_count: "3"}
    account: {symbol: "10530", symbol_number: "12345671", holder: ミホン ハナコ}
    children:
      - {name: 見本 一子, number: "123456789018"}
      - name: 見本 次郎
        home: {town: 見本町2丁目, number: 5番}
        account: {symbol: "10530", symbol_number: "12345671", holder: ミホン ジロウ}
    sign: 見本花子
"""

BANKS = listed({"0000": ("見本銀行", "ミホン"), "0007": ("見本信用金庫", "ミホンシンキン"), "0008": ("例", "レイ")})
BRANCHES = listed({"000": ("本店", "ホンテン"), "001": ("東", "ヒガシ"), "002": ("東口", "ヒガシグチ")})
_TOWN = Town("見本町一丁目", "見本町", 1, "みほんちょう", "999-0001", 35.0, 139.0)
TABLES = Tables(
    towns=Towns(
        [_TOWN, _TOWN._replace(name="見本町二丁目", chome=2, postcode="999-0002")], prefecture="見本県", city="見本市"
    ),
    banks=Banks(lambda: BANKS, lambda code: BRANCHES if code == "0000" else listed({})),
)
MY_NUMBER = "123456789018"


@cache
def every() -> Compiled:
    """The procedure, ready, with its tables."""
    return compile_procedure(load(EVERY, "every.yaml"), TABLES)
