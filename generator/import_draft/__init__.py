"""Old papers → a details file that makes them again: 讲话 and 主持词 of last year as a 会议.yaml of this year.

`draft_details` takes the pieces of one meeting; what it cannot know stays out, with a word on what to fill in.
"""

from generator.import_draft.drafts import Draft, Old, draft_details

__all__ = ["Draft", "Old", "draft_details"]
