"""What comes with the package as files."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """A folder that comes with the package: "policies" or "notebooks"."""
    package = Path(__file__).parent
    return package / folder if (package / folder).is_dir() else package.parent / folder
