"""What is no version for sure: other towns' plans, differences, drafts, and plans that only compute."""

import pytest

from minsheng_funds.model import Source
from tests.support import WAN, Sheet, assumed, codes, csv_bytes, day, finding, required, run

PROJECTS = ("农村改厕", "美丽乡村", "养老服务", "学前教育")
ONE, TWO = (100, 200, 50, 80), (150, 230, 55, 70)
TITLE = "2020年民生工程资金筹集方案"


def plan_rows(amounts, *, title=TITLE, captions=(), column="计划资金", beside=None):
    rows = [[title, "", "单位:万元"], *([caption, "", ""] for caption in captions)]
    rows.append(["序号", "项目名称", column, *([beside[0]] if beside else [])])
    return [
        *rows,
        *(
            [n, name, fen, *([beside[1]] if beside else [])]
            for n, (name, fen) in enumerate(zip(PROJECTS, amounts, strict=True), 1)
        ),
    ]


def file(name, amounts, **given):
    return Source(name, csv_bytes(plan_rows(amounts, **given)))


def two(one, other, names=("p1.csv", "p2.csv")):
    return [file(names[0], ONE, **one), file(names[1], TWO, **other)]


MARCH, MAY = "编制日期:2020年3月1日", "编制日期:2020年5月1日"
DATED = ({"captions": [MARCH]}, {"captions": [MAY]})


def titled(one, other):
    return ({"captions": [MARCH], "title": one}, {"captions": [MAY], "title": other})


OTHERS = {
    "towns in the caption": two({"captions": [f"填报单位:甲镇 {MARCH}"]}, {"captions": [f"填报单位:乙镇 {MAY}"]}),
    "towns in cells of their own": two({"captions": ["填报单位:甲镇", MARCH]}, {"captions": ["填报单位:乙镇", MAY]}),
    "only one names its town": two({"captions": ["编制单位:甲镇", MARCH]}, {"captions": [MAY]}),
    "towns in the titles": two(*titled("2020年甲镇资金方案", "2020年乙镇资金方案")),
    "districts in the titles": two(*titled("甲区2020年资金方案", "乙区2020年资金方案")),
    "offices in the titles": two(*titled("区民政局2020年资金方案", "区教育局2020年资金方案")),
    "levels in the titles": two(*titled("2020年中央财政资金方案", "2020年区级资金方案")),
    "funds in the titles": two(*titled("2020年资金方案", "2020年专项债券资金方案")),
    "towns in the files": two(*DATED, names=("甲镇.csv", "乙镇.csv")),
    "one file names a town": two(*DATED, names=("甲镇.csv", "p.csv")),
    "towns in folders": two(*DATED, names=("甲镇/p.csv", "乙镇/p.csv")),
    "names without a word for town": two(*DATED, names=("城关.csv", "东风.csv")),
    "towns in a column": two(
        *({**one, "beside": ("乡镇", town)} for one, town in zip(DATED, ("甲镇", "乙镇"), strict=True))
    ),
    "units in a column": two(
        *({**one, "beside": ("实施单位", town)} for one, town in zip(DATED, ("甲公司", "乙公司"), strict=True))
    ),
    "two notices": two(*titled("关于下达2020年民生工程资金的通知", "关于下达2020年民生工程资金的通知")),
    "two documents": two(*titled("2020年民生工程资金方案 民生〔2020〕3号", "2020年民生工程资金方案 民生〔2020〕15号")),
    "documents by number": two(*titled("2020年民生工程资金方案(3号)", "2020年民生工程资金方案(15号)")),
    "towns, by word": two({"title": "甲镇2020年资金方案(年初)"}, {"title": "乙镇2020年资金方案(调整后)"}),
    "one town, by word": two({"title": "甲镇2020年资金方案(年初)"}, {"title": "2020年资金方案(调整后)"}),
    "levels, by word": two({"title": "2020年县级资金方案(年初)"}, {"title": "2020年省级资金方案(调整后)"}),
    "two kinds of days": two({"captions": ["截止日期:2020年3月1日"]}, {"captions": [MAY]}),
    "periods": two({"title": "2020年1月1日至2020年3月31日资金方案"}, {"title": "2020年4月1日至2020年6月30日资金方案"}),
    "a proposal": two({"title": f"{TITLE}(年初)"}, {"title": f"{TITLE}(调整建议)"}),
    "for comment": two({"title": f"{TITLE}(年初)"}, {"title": f"{TITLE}调整(征求意见稿)"}),
    "a draft": two({"title": f"{TITLE}(年初)"}, {"title": f"{TITLE}(调整草案)"}),
    "not adjusted": two({"title": f"{TITLE}(年初)"}, {"title": f"{TITLE}(未调整)"}),
    "another thing adjusted": two({"title": "2020年资金计划"}, {"title": "2020年农业结构调整资金计划"}),
    "differences by title": two({}, {"title": "2020年民生工程资金调整额(2020年5月1日调整)"}),
}


@pytest.mark.parametrize("sources", OTHERS.values(), ids=OTHERS)
def test_plans_that_may_be_another_s_are_no_versions(sources):
    """The first counts, 430 万元, and an error says that two plans state the same projects."""
    outcome = run(*sources, year=2020, as_of=day(12, 31))
    assert outcome.statement.versions == ()
    assert "F021" in codes(outcome)
    assert not outcome.complete
    assert outcome.statement.totals["matching"].figures.required == 430 * WAN


SURE = {
    "days of captions": two(*DATED),
    "one town": two({"captions": [f"填报单位:甲镇 {MARCH}"]}, {"captions": [f"填报单位:甲镇 {MAY}"]}),
    "words": two({"title": f"{TITLE}(年初)"}, {"title": f"{TITLE}(调整后)"}),
    "an adjusting plan": two({"title": TITLE}, {"title": "2020年民生工程资金调整方案(2020年5月1日)"}),
    "words in file names": two({}, {}, names=("2020年年初计划.csv", "2020年调整后计划.csv")),
    "days of titles": two({"title": f"{TITLE}(2020年1月10日)"}, {"title": f"{TITLE}(2020年6月10日)"}),
    "a day and a word": two({"title": f"{TITLE}(2020年1月10日)"}, {"title": f"{TITLE}(2020年6月10日调整)"}),
    "the same unit": two(*({**one, "beside": ("实施单位", "区住建局")} for one in DATED)),
    "numbers of documents, by word": two(
        {"title": f"{TITLE}(年初) 民生〔2020〕3号"}, {"title": f"{TITLE}(调整后) 民生〔2020〕15号"}
    ),
    "annexes and people": two(
        {"title": f"附件1 {TITLE}(年初)", "captions": ["填表人:张三"]},
        {"title": f"附件2 {TITLE}(调整后)", "captions": ["填表人:李四"]},
    ),
}


@pytest.mark.parametrize("sources", SURE.values(), ids=SURE)
def test_plans_of_one_owner_that_words_or_days_tell_apart_are_versions(sources):
    outcome = run(*sources, as_of=day(12, 31))
    assert [version.state for version in outcome.statement.versions] == ["superseded", "in-force"]
    assert outcome.statement.totals["matching"].figures.required == 505 * WAN
    assert "F021" not in codes(outcome)


def test_every_town_may_have_its_versions_and_both_towns_stay_an_error():
    sheets = [
        Sheet(f"{town}{word}", plan_rows(amounts, title=f"{town}2020年资金方案({word})"))
        for town in ("甲镇", "乙镇")
        for word, amounts in (("年初", ONE), ("调整后", TWO))
    ]
    outcome = run(*sheets)
    assert [version.state for version in outcome.statement.versions] == ["superseded", "in-force"] * 2
    assert "F021" in codes(outcome)


@pytest.mark.parametrize("amounts", [(50, 0, 0, -10), (50, 0, 0, 0), (50, 20, -5, 10)])
def test_a_table_of_differences_never_takes_the_plan_s_place(amounts):
    first, second = file("p1.csv", ONE), file("p2.csv", amounts, title="2020年民生工程资金调整方案(2020年5月1日)")
    outcome = run(first, second, as_of=day(12, 31))
    assert outcome.statement.versions == ()
    assert outcome.statement.totals["matching"].figures.required == 430 * WAN
    assert "F021" in codes(outcome)
    assert not outcome.complete


def test_a_date_in_the_settings_declares_a_version():
    """The day from which the plan is in force; the other plan is the first one."""
    sources = two({"captions": ["填报单位:甲镇"]}, {"captions": ["填报单位:甲镇人民政府"]})
    assert "version" in finding(run(*sources), "F021").remedy.en
    toml = '[tables."p2"]\nversion = "2020-06-10"'
    for as_of, wan, state in ((day(6, 9), 430, "not-yet"), (day(6, 10), 505, "in-force")):
        outcome = run(*sources, toml=toml, as_of=as_of)
        assert outcome.statement.totals["matching"].figures.required == wan * WAN
        assert outcome.statement.versions[-1].state == state
        assert "F021" not in codes(outcome)
    assert run(*sources, toml='[tables."p2"]\nversion = 2020-06-10', as_of=day(7, 1)).complete


def test_when_all_versions_are_later_than_the_as_of_date_this_is_said():
    sources = two({"title": f"{TITLE}(2020年1月10日)"}, {"title": f"{TITLE}(2020年6月10日调整)"})
    outcome = run(*sources, as_of=day(1, 5))
    assert outcome.statement.totals["matching"].figures.required == 430 * WAN
    assert "version-early" in assumed(outcome)


# --- Plans that only compute ------------------------------------------------------------------------------


def computed(name, title, quantity, *captions):
    rows = [
        [title],
        *([caption] for caption in captions),
        ["项目名称", "任务量", "补助标准(元/人)", "省级比例", "区级比例"],
        ["甲", f"{quantity}人", 600, "60%", "40%"],
    ]
    return Source(name, csv_bytes(rows))


@pytest.mark.parametrize("turned", [False, True])
def test_a_computed_plan_may_have_versions_whatever_the_order_of_the_files(turned):
    """1200 × 600 × 40% = 288,000 yuan in force; before it 1000 × 600 × 40% = 240,000."""
    first = computed("p1.csv", "2020年民生工程资金计划(单位:万元)", 1000)
    second = computed("p2.csv", "2020年民生工程资金计划(2020年5月1日调整)(单位:万元)", 1200)
    outcome = run(*((second, first) if turned else (first, second)), as_of=day(12, 31))
    assert required(outcome) == {"甲": 28_800_000}
    assert [version.required["matching"] for version in outcome.statement.versions] == [24_000_000, 28_800_000]
    assert [(change.level, change.difference) for change in outcome.statement.plan_changes] == [
        ("provincial", 7_200_000),
        ("district", 4_800_000),
    ]
    assert "F021" not in codes(outcome)


@pytest.mark.parametrize(
    "titles", [("甲镇2020年资金计划", "乙镇2020年资金计划"), ("2020年第一批资金计划", "2020年第二批资金计划")]
)
@pytest.mark.parametrize("quantity", [1000, 1200])
def test_two_computed_plans_that_are_no_versions_are_an_error(titles, quantity):
    outcome = run(computed("p1.csv", titles[0], 1000), computed("p2.csv", titles[1], quantity))
    assert "F021" in codes(outcome)
    assert not outcome.statement.totals["matching"].complete
    assert required(outcome) == {"甲": 24_000_000}


def stated(title, name="p1.csv"):
    return Source(name, csv_bytes([[title, "单位:元", ""], ["项目名称", "省级", "区级"], ["甲", 360000, 240000]]))


def test_a_computed_plan_may_replace_a_stated_one():
    second = computed("p2.csv", "2020年民生工程资金计划(调整后)", 1200)
    outcome = run(stated("2020年民生工程资金计划(年初)"), second)
    assert required(outcome) == {"甲": 28_800_000}
    assert [version.required["matching"] for version in outcome.statement.versions] == [24_000_000, 28_800_000]


def test_a_computed_plan_that_may_replace_a_stated_one_is_an_error():
    second = computed("p2.csv", "乙镇2020年民生工程资金计划(调整后)", 1200)
    outcome = run(stated("甲镇2020年民生工程资金计划(年初)"), second)
    assert "F021" in codes(outcome)
    assert not outcome.statement.totals["matching"].complete


def test_quantities_in_one_table_and_amounts_in_another_are_still_compared():
    outcome = run(stated("2020年民生工程资金计划"), computed("p2.csv", "2020年民生工程任务表", 1200))
    assert "F021" not in codes(outcome)
    assert "P020" in codes(outcome)
