"""检查: a text proofread by rules, one function each; what they find are problems of three grades.

必错 is wrong wherever it stands, 疑似 is wrong nine times in ten, 提示 is worth a look.  Knows no papers beside the
one it is given: that two papers agree is for `agreement` to say.
"""

from generator.checks.model import RULES, Checked, Figure, Finding, Rule, UnitWords
from generator.checks.running import check_text, checked, chosen, find_all

__all__ = ["RULES", "Checked", "Figure", "Finding", "Rule", "UnitWords", "check_text", "checked", "chosen", "find_all"]
