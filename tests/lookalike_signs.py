"""Characters that 会议.yaml is read otherwise for: what only looks like another one is read as that one, and told."""

from __future__ import annotations

from generator.text.lookalikes import lookalikes

READ_OTHERWISE = "".join(
    char
    for first, last in ((0x370, 0x460), (0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
    for char in map(chr, range(first, last))
    if any(one.sure for one in lookalikes(f"A{char}"))
)
