"""The demonstration's accounts: one a role, with generated passwords, opened through the public API."""

from typing import Any

import httpx

from deploy.local.convoke import Convoke
from deploy.local.refusal import CannotStart
from deploy.local.secret_files import secret, service_secrets

ROLES = ("organiser", "coordinator", "desk", "viewer")
PASSWORD_BYTES = 12  # 16 characters


def passwords(convoke: Convoke) -> dict[str, str]:
    """The password of each account; an account is named like its role. The same at every call."""
    return {role: secret(convoke.folder, f"password-{role}", PASSWORD_BYTES) for role in ROLES}


def open_accounts(convoke: Convoke) -> str:
    """Open the accounts that are missing; returns a bearer token of the organiser."""
    known = passwords(convoke)
    with httpx.Client(base_url=f"{convoke.url}/api/v1/access", timeout=60, trust_env=False) as api:
        bootstrap = (service_secrets(convoke.folder) / "bootstrap").read_text().strip()
        first = {"secret": bootstrap, "name": "organiser", "password": known["organiser"]}
        _post(api, "bootstrap", first, unless="accounts_exist")
        signed_in = _post(api, "tokens", {"name": "organiser", "password": known["organiser"]})
        api.headers["Authorization"] = f"Bearer {signed_in['token']}"
        for role in ROLES[1:]:
            account = {"name": role, "role": role, "editions": [], "password": known[role]}
            _post(api, "accounts", account, unless="name_taken")
    return str(signed_in["token"])


def _post(api: httpx.Client, path: str, body: dict[str, Any], unless: str = "") -> dict[str, Any]:
    """Post; the refusal `unless` means that it was done before."""
    answer = api.post(path, json=body)
    found: dict[str, Any] = answer.json()
    if answer.is_error and found.get("code") != unless:
        raise CannotStart(f"{path}: {found.get('detail')} ({found.get('code')})")
    return found
