"""A customer-service plan workbook: what its notebooks call.

Names are loaded when they are first used, so that `import workbook` costs nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Exercise": "workbook.workshop",
    "Workshop": "workbook.workshop",
    "WorkbookError": "workbook.core.errors",
    "answer": "workbook.widgets",
    "compare": "workbook.widgets",
    "configure": "workbook.widgets",
    "decide": "workbook.widgets",
    "improve_skills": "workbook.widgets",
    "new_workshop": "workbook.folders",
    "open_workshop": "workbook.folders",
    "outcome": "workbook.widgets",
    "picture": "workbook.export.picture",
    "show_plan": "workbook.export.page",
    "sort_policies": "workbook.widgets",
    "stakes": "workbook.export.stakes",
    "write_vision": "workbook.widgets",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'workbook' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
