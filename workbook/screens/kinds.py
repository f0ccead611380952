"""What differs on a screen by how an exercise is answered: a module for answering, one for comparing."""

from workbook.screens import drafts, placement, votes, writing

GIVEN = {"placement": placement, "writing": writing}  # the cards to answer, and what stands beside a decision
COMPARED = {"placement": votes, "writing": drafts}  # everyone's answers side by side
