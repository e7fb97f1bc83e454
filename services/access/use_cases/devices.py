"""Check-in devices: enrolled with a token that is shown once, revoked when lost."""

from collections.abc import Sequence
from typing import Any

from services.access.domain.token import DEVICE_LIFE, Device, NoSuchDevice, Right
from services.access.passwords import DEVICE_TOKEN, digest, new_token
from services.access.storage import Devices
from shared.clock import now
from shared.events.access import DeviceEnrolled, DeviceRevoked
from shared.ids import new_id


def enrol_device(
    devices: Devices, edition: str, door: str, name: str, rights: Sequence[Right] = ()
) -> tuple[str, Device]:
    """A token for one device at one door; it is not kept and cannot be shown again."""
    secret = new_token(DEVICE_TOKEN)
    device = Device(
        id=f"{edition}.c.{new_id()}", edition=edition, name=name, door=door, token_digest=digest(secret),
        expires=now() + DEVICE_LIFE, rights=tuple(right for right in Right if right in rights),
    )  # fmt: skip
    devices.save(device, DeviceEnrolled(**_standing(device)))
    return secret, device


def revoke_device(devices: Devices, edition: str, device_id: str) -> Device:
    """From now on the device may do nothing; revoking it twice is no harm."""
    device = devices.find_one(id=device_id, edition=edition)
    if device is None:
        raise NoSuchDevice(device_id=device_id, edition=edition)
    if not device.revoked:
        device.revoked = True
        devices.save(device, DeviceRevoked(**_standing(device)))
    return device


def _standing(device: Device) -> dict[str, Any]:
    rights = tuple(right.value for right in device.rights)
    return {"device_id": device.id, "name": device.name, "door": device.door, "rights": rights}
