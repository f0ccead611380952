"""papermill, imported in a quarter of its usual time.

jsonschema, which comes with it, makes a grammar of web addresses as it is imported. That takes most of a second, for a
check of formats that notebooks are never put to, and it does without where the grammar's package isn't installed.
"""

import sys

_GRAMMAR = "rfc3987_syntax"

_known = _GRAMMAR in sys.modules
sys.modules.setdefault(_GRAMMAR, None)  # type: ignore[arg-type]  # Python's own sign for: not to be imported
try:
    import papermill
finally:
    if not _known:
        del sys.modules[_GRAMMAR]

__all__ = ["papermill"]
