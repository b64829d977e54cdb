"""Addresses (住所): read, compared and written; towns of the ward from its data, towns of Japan from a table."""

from yakusho.japanese.addresses.address import Address
from yakusho.japanese.addresses.comparison import Comparison, compare_addresses
from yakusho.japanese.addresses.reader import read_address, read_addresses
from yakusho.japanese.addresses.towns import Town, Towns, load_towns, read_towns
from yakusho.japanese.addresses.writing import format_address

__all__ = [
    "Address",
    "Comparison",
    "Town",
    "Towns",
    "compare_addresses",
    "format_address",
    "load_towns",
    "read_address",
    "read_addresses",
    "read_towns",
]
