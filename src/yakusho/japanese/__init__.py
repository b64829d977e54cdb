"""Japanese text as offices write it: characters, names, kana, dates, numbers, addresses and search keys (日本語処理).

Pure: the standard library and `yakusho.kernel` only. Nothing raises on bad text and nothing changes an original; see
`docs/japanese.md`. Import the module that is needed, such as `yakusho.japanese.characters`; tables load on first use.
"""
