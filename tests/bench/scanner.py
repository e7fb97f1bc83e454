"""The load: so many devices scanning badges one after the other over kept connections. A process of its own.

Reads a job as JSON from stdin, writes milliseconds of each scan, the answers, and who is inside afterwards.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any


@dataclass
class Lane:
    """One device with the badges shown to it; a badge that is inside goes out next."""

    number: int
    device_token: str
    badges: list[str]
    inside: set[str]
    milliseconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)


async def scan_for(lane: Lane, job: dict[str, Any]) -> None:
    """Scan round after round until the time is over; the first `warm_up` seconds do not count."""
    reader, writer = await asyncio.open_connection(job["host"], job["port"])
    began = perf_counter()
    number = 0
    while (now := perf_counter()) < began + job["warm_up"] + job["seconds"]:
        badge = lane.badges[number % len(lane.badges)]
        number += 1
        writer.write(_request(lane, job, badge, number))
        result = await _answer(reader)
        lane.inside ^= {badge}
        if now >= began + job["warm_up"]:
            lane.milliseconds.append((perf_counter() - now) * 1000)
            lane.answers[result] += 1
    writer.close()
    await writer.wait_closed()


def _request(lane: Lane, job: dict[str, Any], badge: str, number: int) -> bytes:
    direction = "out" if badge in lane.inside else "in"
    nonce = f"{job['run']}-{lane.number}-{number}"
    body = json.dumps({"token": badge, "nonce": nonce, "direction": direction}).encode()
    head = (
        f"POST {job['path']} HTTP/1.1\r\nHost: {job['host']}\r\nAuthorization: Bearer {lane.device_token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> str:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    length = int(lowered.split(b"content-length:")[1].split(b"\r\n")[0])
    answer = json.loads(await reader.readexactly(length))
    return str(answer.get("result") or f"{answer['status']} {answer['code']}")


async def main() -> None:
    """Run the job's lanes side by side."""
    job = json.load(sys.stdin)
    lanes = [
        Lane(n, token, job["badges"][n :: job["clients"]], set(job["inside"]))
        for n, token in enumerate(job["devices"][: job["clients"]])
    ]
    await asyncio.gather(*(scan_for(lane, job) for lane in lanes))
    inside = {badge for lane in lanes for badge in lane.badges if badge in lane.inside}
    json.dump(
        {
            "milliseconds": [round(one, 3) for lane in lanes for one in lane.milliseconds],
            "answers": sum((lane.answers for lane in lanes), Counter()),
            "inside": sorted(inside),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    asyncio.run(main())
