"""Check-in devices: enrolled with a token that is shown once, revoked when lost."""

from services.access.domain.token import DEVICE_LIFE, Device, NoSuchDevice
from services.access.passwords import DEVICE_TOKEN, digest, new_token
from services.access.storage import Devices
from shared.clock import now
from shared.events.access import DeviceEnrolled, DeviceRevoked
from shared.ids import new_id


def enrol_device(devices: Devices, edition: str, door: str, name: str) -> tuple[str, Device]:
    """A token for one device at one door; it is not kept and cannot be shown again."""
    secret = new_token(DEVICE_TOKEN)
    device = Device(f"{edition}.c.{new_id()}", edition, name, door, digest(secret), now() + DEVICE_LIFE)
    devices.save(device, DeviceEnrolled(device_id=device.id, name=name, door=door))
    return secret, device


def revoke_device(devices: Devices, edition: str, device_id: str) -> Device:
    """From now on the device may do nothing; revoking it twice is no harm."""
    device = devices.find_one(id=device_id, edition=edition)
    if device is None:
        raise NoSuchDevice(device_id=device_id, edition=edition)
    if not device.revoked:
        device.revoked = True
        devices.save(device, DeviceRevoked(device_id=device.id, name=device.name, door=device.door))
    return device
