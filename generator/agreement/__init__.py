"""Agreement of papers: all papers of one meeting say the same of it, and what 会议.yaml says.

Knows what a meeting's papers state, not how they are made: what somebody edited in Word is read as what was made.
"""

from generator.agreement.checking import check_papers

__all__ = ["check_papers"]
