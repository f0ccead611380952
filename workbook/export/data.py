"""The plan as JSON, for programs."""

import json
from dataclasses import asdict

from workbook.core.plan import Plan


def as_json(plan: Plan) -> str:
    """Every field of the plan; dates as year-month-day."""
    return json.dumps(asdict(plan), ensure_ascii=False, indent=2, default=str) + "\n"
