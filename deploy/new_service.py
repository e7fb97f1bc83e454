"""`python -m deploy.new_service catering`: the six files of a new service, its events and its HTTP module.

What is written runs as it is: one kind of thing can be noted and listed, and noting announces an event.
"""

import argparse
import re
from pathlib import Path

from deploy.service_pattern import FILES

ROOT = Path(__file__).resolve().parents[1]
NEXT = """\
Next: rename Note to what the service is about, run `make contract`, and add one block to docker-compose.yml:

  {name}: &{name}
    <<: *container
    image: convoke-{name}:${{CONVOKE_TAG:-latest}}
    build: {{ <<: *build, args: {{ SERVICE: {name} }} }}
  {name}-relay: {{ <<: *{name}, command: [relay] }}"""


def write(name: str, root: Path) -> list[Path]:
    """Write the files of service `name` below `root`; refuses to touch a service that exists."""
    if not re.fullmatch(r"[a-z]+", name):
        raise SystemExit("The name of a service is one word in lower case, e.g. make service NAME=catering")
    if (root / "services" / name).exists():
        raise SystemExit(f"services/{name} exists already.")
    written = []
    for path, text in FILES.items():
        target = root / path.replace("NAME", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("NAME", name).replace("TITLE", name.capitalize()))
        written.append(target)
    return written


def main() -> None:
    """Write the files and say what is left to do."""
    parser = argparse.ArgumentParser(prog="make service NAME=", description=__doc__)
    parser.add_argument("name", help="one word in lower case")
    name = parser.parse_args().name
    for path in write(name, ROOT):
        print(path.relative_to(ROOT))
    print(NEXT.format(name=name))


if __name__ == "__main__":
    main()
