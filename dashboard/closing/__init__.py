"""The way to the closing of a node (销号): steps that are applied for, decided by another, and kept one by one.

Which steps there are, who may take them and what they need are rows of the dataset `closure_moves`; where a node stands
is one definition (closure_states). A step is a row of `closure_steps`, in one commit with the files it comes with and
with the row of the register (closures) that a closing adds.
"""

from dashboard.closing.grounds import changed_since
from dashboard.closing.moves import NotYours, Step, StepRefused, node_of, step_of, step_word
from dashboard.closing.steps import take_step

__all__ = ["NotYours", "Step", "StepRefused", "changed_since", "node_of", "step_of", "step_word", "take_step"]
