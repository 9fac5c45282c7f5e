"""Memory stays bounded however long the ledger is, and no text is passed over that the reader would look at."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds import patterns
from minsheng_funds.reading.ledgers import refunds
from minsheng_funds.reading.ledgers.refunds import is_telling, telling_pattern
from tests.benchmarks.measure import module, run

pa = pytest.importorskip("pyarrow")
import pyarrow.compute as pc  # noqa: E402 - only where it is installed

HEAD = "拨付日期,项目名称,收款人,银行账号,拨付金额(元),凭证号\r\n"


def written(path: Path, rows: int) -> Path:
    """A csv of so many payments of 40 projects on 300 days."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        for n in range(rows):
            day = f"2020-{n * 7 % 10 + 1:02}-{n * 11 % 28 + 1:02}"
            stream.write(f"{day},惠农项目{n % 40},张{n % 977}三,6217{n:015},{n % 3000 + 20}.{n % 100:02},{n}\r\n")
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="os.wait4")
def test_ten_times_the_rows_take_hardly_more_memory(tmp_path: Path):
    peaks = []
    for rows in (1_200_000, 4_800_000):
        command = [*module(), "report", str(written(tmp_path / "台账.csv", rows)), "-o", str(tmp_path / "report.json")]
        peaks.append(run(command).megabytes)
    assert max(peaks) < 400
    assert peaks[1] < peaks[0] + 80


WORDS = st.sampled_from(
    [
        *("退", "退回", "收", "收回", "资料", "不予", "未", "支付", "重新", "合", "合计", "小 计", "总额", "元", "万元", "核减"),
        *("已", "已退", "资金", "重复", "拨付", "多付", "应", "冲", "红字", "作废", "TOTAL", "refund", "张三", "(", ")", "【", "，"),
        *(" ", "\u3000", "\t", "退", "⼊", "ｔotal", "失败", "调减", "后", "7", "a", "\u00ad", "é", "e\u0301", "·"),
    ]
)  # fmt: skip


WRITTEN = [
    refunds._LOOK_AROUND.sub("", word.pattern)
    for word in (refunds._OTHER_WORDS, patterns.REFUND, patterns.REFUND_DOUBTFUL, patterns.REMARK_DOUBTFUL)
]
"""What makes a text telling, as it is written."""
MADE = st.one_of(*(st.from_regex(re.compile(pattern, re.IGNORECASE)) for pattern in WRITTEN))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(MADE, st.lists(st.one_of(WORDS, st.characters()), max_size=6).map("".join)), max_size=20))
def test_the_engine_finds_every_text_that_asks_for_a_closer_look(texts: list[str]):
    found = pc.match_substring_regex(pa.array(texts, pa.string()), telling_pattern()).to_pylist()
    assert [text for text, told in zip(texts, found, strict=True) if is_telling(text) and not told] == []
