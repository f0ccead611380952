"""The four screens, the same in every exercise."""

from workbook.screens import answer, compare, decide, outcome

SCREENS = {"answer": answer, "compare": compare, "decide": decide, "outcome": outcome}
