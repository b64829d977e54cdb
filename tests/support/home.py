"""A home for tests and benchmarks: the folders, keys and settings that `yakusho init` makes for a ward."""

import json
from collections.abc import Mapping
from pathlib import Path

from nacl.signing import SigningKey

from yakusho.ledger.keys import ZONES, create_zone_keys, sign_manifest

REPOSITORY = Path(__file__).resolve().parents[2]
WARD_FOLDER = REPOSITORY / "wards" / "itabashi"
WARD_CODE = "131199"
DEFAULT_PORTS = {"portal": 8000, "office": 8001, "mynumber": 8002}


def make_home(path: Path, *, sample: bool = True, ports: Mapping[str, int] | None = None) -> Path:
    """Make a home under `path` with new keys for each zone; the identity key that signs them is thrown away."""
    ports = ports or DEFAULT_PORTS
    path.mkdir(parents=True, exist_ok=True)
    public = {zone: create_zone_keys(path / zone / "keys").public() for zone in ZONES}
    manifest = sign_manifest(WARD_CODE, public, SigningKey.generate())
    for zone in ZONES:
        (path / zone / "keys" / "manifest.json").write_text(manifest, "utf-8")
        for folder in ("blobs", "static", "tmp"):
            (path / zone / folder).mkdir(mode=0o700, exist_ok=True)
    settings = {
        "ward": str(WARD_FOLDER),
        "ward_code": WARD_CODE,
        "sample": sample,
        "urls": {zone: f"http://127.0.0.1:{ports[zone]}" for zone in ZONES},
        "hosts": ["127.0.0.1", "localhost", "testserver"],
    }
    (path / "home.json").write_text(json.dumps(settings, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path
