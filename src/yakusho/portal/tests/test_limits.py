"""Limits count callers: a line is one caller, however many addresses it has."""

import pytest
from django.test import RequestFactory

from yakusho.portal.limits import Limit, address_of


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("no:address", "no:address"),
    ],
)
def test_the_addresses_of_one_ipv6_line_count_together(rf: RequestFactory, address, counted_as):
    assert address_of(rf.get("/", REMOTE_ADDR=address)) == counted_as


def test_the_front_hands_on_the_address_that_counts(rf: RequestFactory, settings):
    settings.ADDRESS_HEADER = "X-Forwarded-For"
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "198.51.100.1, 2001:db8::9"})
    assert address_of(request) == "2001:db8::/64"


def test_what_is_counted_may_come_in_amounts(rf: RequestFactory):
    limit = Limit(100, 600)
    request = rf.get("/")
    assert limit.wait_seconds(request, 60) == 0
    assert limit.wait_seconds(request, 60) > 0
