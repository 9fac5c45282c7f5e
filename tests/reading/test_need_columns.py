"""Which columns are quantities, standards, shares or months; all others stay what they were."""

import pytest

from minsheng_funds.reading.columns import MONEY_FIELDS, understand
from minsheng_funds.reading.need_columns import header_of, levels_in, scale_in, split_standard, thing_in
from minsheng_funds.vocabulary import NEED_FIELDS, QUANTITY_WORDS, SHARE_WORDS, STANDARD_WORDS, TIMES_WORDS


def found(*path):
    column = understand(0, path)
    return column.field, column.level


@pytest.mark.parametrize(
    ("path", "field", "level"),
    [
        (["任务量(人)"], "quantity", None), (["目标任务"], "quantity", None), (["目标任务(户)"], "quantity", None),
        (["目标任务", "户数"], "quantity", None), (["资金测算", "人数"], "quantity", None), (["2020年任务数"], "quantity", None),
        (["补助标准"], "standard", None), (["补助标准(元/人)"], "standard", None), (["补助标准(元/人·年)"], "standard", None),
        (["补助标准", "元/人"], "standard", None), (["月人均补助标准"], "", None), (["月补助标准(元/人)"], "standard", None),
        (["人均补助标准(元)"], "standard", None), (["补助标准", "省级"], "standard", "provincial"), (["中央补助标准"], "standard", "central"),
        (["分担比例", "中央"], "share", "central"), (["分担比例(%)", "区级"], "share", "district"), (["区级分担比例(%)"], "share", "district"),
        (["县(区)级分担比例(%)"], "share", "district"), (["中央", "分担比例"], "share", "central"), (["分担比例"], "share", None),
        (["分担比例(中央:省:区)"], "share", None), (["中央:省:区分担比例"], "share", None), (["比例", "省级"], "share", "provincial"),
        (["月数"], "times", None), (["补助次数"], "times", None),
    ],
)  # fmt: skip
def test_the_columns_of_a_need_are_known_by_their_words(path, field, level):
    assert found(*path) == (field, level)


@pytest.mark.parametrize(
    "path",
    [["受益人数"], ["完成任务数"], ["完成情况", "人数"], ["上年任务数"], ["完成比例"], ["占比", "区级"], ["区级资金", "比例"],
     ["资金拨付情况", "补助标准"], ["区级", "目标任务"], ["保障标准"], ["技术标准"], ["任务完成时限"]],
)  # fmt: skip
def test_words_that_only_look_like_it_are_not_used(path):
    assert found(*path) == ("", None)


def test_a_share_that_was_paid_is_a_rate_and_no_share_of_a_need():
    assert found("拨付比例") == ("rate", None)


def test_no_word_of_a_need_is_money():
    for word in (*QUANTITY_WORDS, *STANDARD_WORDS, *SHARE_WORDS, *TIMES_WORDS):
        assert understand(0, [word]).field in NEED_FIELDS, word
        assert understand(0, ["资金筹集", word]).field not in MONEY_FIELDS, word


def test_what_a_header_says_besides_its_words():
    assert header_of("补助标准(元/人)") == ("补助标准", "元/人")
    assert header_of("补助标准元/人") == ("补助标准", "元/人")
    assert scale_in("任务量(万人)") == ("人", 10_000)
    assert scale_in("任务量(含新增)") is None
    assert thing_in("改造户数") == "户"
    assert split_standard("每人每月补助标准") == ("补助标准", ("人", "month"))
    assert levels_in("中央、省、区") == ("central", "provincial", "district")
    assert levels_in("中央:省:省") == levels_in("中央") == levels_in("中央:甲") == ()
