"""What the program is measured against, as small scripts."""

NOTHING = "pass"
IMPORT_PANDAS = "import pandas"

ITERATE = """
import sys
from python_calamine import CalamineWorkbook

count = 0
for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_name("拨付台账").iter_rows():
    count += 1
assert count > 1000, count
"""
"""python-calamine alone, iterating over the ledger."""

WITHOUT_PICTURES = """
import sys

sys.modules["matplotlib"] = None
from minsheng_funds.cli import run

run()
"""
"""The program where the extra [charts] is not installed."""

FROM_BYTES = """
import io
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook

content = Path(sys.argv[1]).read_bytes()
count = 0
for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("拨付台账").iter_rows():
    count += 1
assert count > 1000, count
"""
"""The same from bytes in memory, as the program reads them: its share of the memory grows with the file."""

PLAIN = """
import sys
import pandas as pd

path = sys.argv[1]
plan = pd.read_excel(path, sheet_name="资金筹集方案", header=2, engine="openpyxl")
ledger = pd.read_excel(path, sheet_name="拨付台账", header=2, engine="openpyxl")
ledger = ledger[(ledger["级次"] == "区级") & (ledger["拨付日期"] <= "2020-12-31")]
paid = ledger.groupby(["项目名称", "资金类别"])["拨付金额"].sum() / 10000
table = plan.set_index(["项目名称", "资金类别"])[["区级"]].join(paid.rename("已拨付")).fillna(0)
table["拨付率"] = (table["已拨付"] / table["区级"] * 100).round(1)
print(table.to_string())
"""
"""The script that people write today: read_excel with openpyxl, groupby, floats."""

ALL_CELLS = """
import io
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook

for path in sorted(Path(sys.argv[1]).iterdir()):
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            pass
"""
"""python-calamine alone over every cell of a folder's workbooks, from bytes in memory."""

CONNECT = """
import sys
from distributed import Client

client = Client(sys.argv[1], timeout=20, set_as_default=False)
assert len(client.nthreads()) == 2, client.nthreads()
client.close()
"""
"""Connecting to a cluster of two workers, and nothing else."""
