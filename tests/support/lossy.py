"""Phones on bad networks: what was done waits, goes up in parts, twice, out of order, and answers get lost.

``LossyPhone`` keeps what it did until it has an answer, as the protocol asks; everything else that a network can do to
its batches is drawn by chance from a seed. It speaks HTTP, and knows nothing of the service but ``sync/push``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

Json = dict[str, Any]
Post = Callable[[Json], Json]
"""Sends the body of ``sync/push`` and returns the answer's; raises ``ConnectionError`` where nothing came back."""

SETTLED = {"applied": "duplicate"}
"""What an answer is when it is asked for again; all others stay what they were."""


class UnlikeError(AssertionError):
    """The same action was answered in two ways."""


@dataclass
class LossyPhone:
    """One phone with what was done on it.

    Attributes:
        post: How it reaches the service.
        rng: Decides what its network does.
        answers: By action id the first answer that arrived.
        lost: How many answers to whole batches never arrived.
        again: How many actions were sent that had an answer already.
    """

    post: Post
    rng: Random
    client_id: str = field(default_factory=lambda: str(uuid4()))
    actions: list[Json] = field(default_factory=list)
    answers: dict[str, Json] = field(default_factory=dict)
    lost: int = 0
    again: int = 0

    def did(self, kind: str, entity: str, at: str, /, **body: Any) -> str:
        """Something was done on it; returns the action's id."""
        action = {
            "action_id": str(uuid4()), "client_seq": len(self.actions) + 1, "kind": kind, "entity": entity,
            "body": body, "device_time": at,
        }  # fmt: skip
        self.actions.append(action)
        return str(action["action_id"])

    @property
    def waiting(self) -> list[Json]:
        """What has no answer yet, in the order in which it was done."""
        return [each for each in self.actions if each["action_id"] not in self.answers]

    @property
    def outcomes(self) -> list[tuple[str, str | None]]:
        """What became of each, in the order in which they were done."""
        told = [self.answers[each["action_id"]] for each in self.actions]
        return [({"duplicate": "applied"}.get(each["outcome"], each["outcome"]), each["code"]) for each in told]

    def try_once(self) -> None:
        """One go at the network: it may be away, or lose the way there or back."""
        fate = self.rng.random()
        if fate < 0.1 or not self.waiting:  # no network
            return
        self.send(self._batch(), heard=fate > 0.35, arrives=fate > 0.2)

    def send(self, batch: Sequence[Json], *, heard: bool = True, arrives: bool = True) -> None:
        """Send these; what came of it is known only where the answer is heard."""
        self.again += sum(each["action_id"] in self.answers for each in batch)
        if not arrives:
            return
        try:
            told = self.post({"client_id": self.client_id, "actions": list(batch), "from_seq": self._from_seq})
        except ConnectionError:
            self.lost += 1
            return
        if heard:
            self._hear(batch, told["answers"])
        else:
            self.lost += 1

    @property
    def _from_seq(self) -> int:
        waiting = self.waiting
        return int(waiting[0]["client_seq"]) if waiting else len(self.actions)

    def _batch(self) -> list[Json]:
        """Usually the next few; now and then with some from before, in a wrong order, or with one left out."""
        batch = self.waiting[: self.rng.randint(1, 25)]
        fate = self.rng.random()
        if fate < 0.2:
            known = [each for each in self.actions if each["action_id"] in self.answers]
            batch = self.rng.sample(known, min(len(known), 5)) + batch
        elif fate < 0.3:
            self.rng.shuffle(batch)
        elif fate < 0.4:
            del batch[self.rng.randrange(len(batch))]
        return batch

    def _hear(self, batch: Sequence[Json], answers: Sequence[Json]) -> None:
        for action, told in zip(batch, answers, strict=False):
            if told["action_id"] != action["action_id"]:
                raise UnlikeError(f"answers in another order than asked: {told} to {action}")
            first = self.answers.setdefault(told["action_id"], told)
            same = {first["outcome"], SETTLED.get(first["outcome"], first["outcome"])}
            if told["outcome"] not in same or told["code"] != first["code"]:
                raise UnlikeError(f"answered {first}, then {told}")
