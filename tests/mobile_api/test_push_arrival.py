"""What a browser asks and tells over HTTP: our key, its subscription, and that a push has come."""

from typing import Any

import pytest

from app.services.work import Work
from app.settings import Settings
from app.standins.webpush.browsers import BrowserKeys
from tests.support.phones import make_hand, queue_push, read_push

DEVICES = "/mobile/v1/devices"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"web_push_contact": "mailto:ops@cordon.example"})


def subscription(key: str) -> dict[str, Any]:
    given = BrowserKeys(key).as_json("https://push.example.com")
    return {"endpoint": given["endpoint"], "keys": given["keys"], "public_key": key}


def test_a_browser_subscribes_with_our_key(work: Work, client: Any, sign_in: Any) -> None:
    headers = sign_in(make_hand(work).user_id)
    key = client.get(f"{DEVICES}/push-key", headers=headers).json()["public_key"]
    made = client.post(DEVICES, json={"platform": "web", "subscription": subscription(key)}, headers=headers)
    again = client.post(DEVICES, json={"platform": "web", "subscription": subscription(key)}, headers=headers)
    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json()["inbox_url"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "https://10.0.0.1/x"}, "subscription.endpoint"),
        ({"endpoint": "http://push.example.com/x"}, "subscription.endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "AAAA"}}, "subscription.keys.p256dh"),
        ({"public_key": "AAAA"}, "subscription.public_key"),
    ],
)
def test_a_subscription_of_no_use_names_its_field_and_what_to_do(
    work: Work, client: Any, sign_in: Any, change: dict[str, Any], field: str
) -> None:
    headers = sign_in(make_hand(work).user_id)
    key = client.get(f"{DEVICES}/push-key", headers=headers).json()["public_key"]
    told = client.post(DEVICES, json={"platform": "web", "subscription": subscription(key) | change}, headers=headers)
    assert told.status_code == 422
    assert [(each["field"], bool(each["remedy"])) for each in told.json()["errors"]] == [(field, True)]


def test_a_browser_tells_that_a_push_has_come(work: Work, client: Any, sign_in: Any) -> None:
    hand = make_hand(work, token="t")
    push_id = queue_push(work, hand)
    url = f"/mobile/v1/pushes/{push_id}/delivered"
    assert [client.post(url, headers=sign_in(hand.user_id)).status_code for _ in range(2)] == [204, 204]
    push = read_push(work, push_id)
    assert (push.state, push.read_at) == ("delivered", None)
    assert client.post(url, headers=sign_in(make_hand(work).user_id)).status_code == 404
