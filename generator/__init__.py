"""讲稿: the papers of a meeting, written from one 会议.yaml."""
