"""Templates of a bureau's own: what they may do, and how the line is named at which one is wrong."""

import re
import string
from time import perf_counter

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.rendering.composing.letters import compose_letter
from minsheng_funds.rendering.composing.letters.tables import TABLES
from minsheng_funds.rendering.composing.letters.templates import built_in, fill, read_template
from minsheng_funds.rendering.composing.letters.text import ROLES, blocks_of
from minsheng_funds.rendering.document import Heading, Paragraph, Table
from tests.rendering.composing.letters.cases import dossier_of, texts

NOTHING = {"table": {"projects": ()}, "chart": {}, "annex": {"projects": ()}}


def composed(source: str) -> list[object]:
    return list(compose_letter(*dossier_of("two funds, levels"), ("own.txt", source)).blocks)


def test_a_bureau_writes_its_own_text_with_the_same_figures():
    blocks = composed(
        "# {{ year }}年工作汇报\n> to: 区政府\n\n##. 情况\n% for fund in funds\n"
        "{{ fund.name }}拨付率{{ fund.rate }}{{ '。' if loop.last else ',' }}\n% endfor\n\n[table overview]\n> sign: 财政局\n"
    )
    assert blocks[0] == Heading("2020年工作汇报", 1)
    assert blocks[1] == Paragraph("区政府", "to")
    assert blocks[2:4] == [Heading("一、情况", 2), Paragraph("配套资金拨付率54.4%,管护资金拨付率50.0%。")]
    assert isinstance(blocks[4], Table)
    assert blocks[5] == Paragraph("财政局", "sign")


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("# 甲\n\n{{ funds[0].progects }}\n", 3, "progects"),
        ("# 甲\n{{ nobody }}\n", 2, "nobody"),
        ("# 甲\n% if year\n甲\n", 2, "endif"),
        ("% for fund in funds\n% if year\n甲\n% endif\n\n", 1, "endfor"),
        ("# 甲\n\n\n{% for %}\n", 4, ""),
        ("甲\n{{ 甲 \n", 2, ""),
        ("{# % if #}\n甲\n{% for x in funds %}{% set y %}甲{% endset %}\n\n", 3, "endfor"),
        ("甲\n% endif\n", 2, ""),
        ("甲\n{{ 1 / 0 }}\n", 2, ""),
        ("甲\n{{ 'a' + 1 }}\n", 2, ""),
        ("甲\n{% include 'x' %}\n", 2, ""),
        ("甲\n\n{{ funds }}\n", 3, ""),
        ("甲\n{{ complete }}\n", 2, ""),
        ("甲\n{{ namespace }}\n", 2, ""),
        ("甲\n[annex projects\n", 2, "[annex projects"),
        ("甲\n[table]\n", 2, "[table]"),
        ("甲\n\n##.无空格\n", 3, "##.无空格"),
        ("甲\n> 某局\n", 2, "> 某局"),
        ("甲\n{{ 'a' * 10000000000 }}\n", 2, ""),
        ("甲\n\n[table projcts]\n", 3, "projcts"),
        ("甲\n[picture projects]\n", 2, "picture"),
        ("甲\n\n> seal: 甲\n", 3, "seal"),
    ],
)
def test_what_is_wrong_in_a_template_is_one_line_with_file_and_line(source, line, said):
    with pytest.raises(Failure) as failed:
        composed(source)
    for language in ("zh", "en"):
        shown = failed.value.line(language)
        assert shown.startswith(f"own.txt:{line}: ")
        assert said in shown
        assert "\n" not in shown
        assert shown.isprintable()  # no private mark, which is ours
        assert language == "en" or not re.search("[a-z]{4,} [a-z]+ [a-z]", shown.partition(" → ")[0])


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "funds.__class__.__base__.__subclasses__()",
        "self.__init__.__globals__",
        "funds.append(1)",
        "cycler.__init__.__globals__.os.popen('id').read()",
    ],
)
def test_a_template_reaches_nothing_but_its_texts(expression):
    with pytest.raises(Failure):
        composed(f"甲{{{{ {expression} }}}}")


DOUBLED = "{% set ns = namespace(x='aaaa') %}{% for i in range(60) %}{% set ns.x = BODY %}{% endfor %}"


@pytest.mark.parametrize(
    "expression",
    [
        "{{ 'a' * 10000000000 }}",
        "{{ [1] * 10000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ 'a'.ljust(9999999999) }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{{ 'a' | center(9999999999) }}",
        "{{ lipsum(n=999999) }}",
        "{{ range(99999999999) | length }}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}甲{% endfor %}{% endfor %}",
        "{% for i in [[1]] recursive %}{{ loop(i) }}{% endfor %}",
        pytest.param(
            "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
            marks=pytest.mark.slow,
        ),
        DOUBLED.replace("BODY", "ns.x + ns.x"),
        DOUBLED.replace("BODY", "ns.x ~ ns.x"),
        DOUBLED.replace("BODY", "ns.x | replace('a', 'aa')"),
        DOUBLED.replace("BODY", "[ns.x, ns.x] | join"),
        DOUBLED.replace("{% set ns.x = BODY %}", "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    ],
)
def test_a_template_does_no_more_work_than_a_letter_needs(expression):
    start = perf_counter()
    with pytest.raises(Failure, match=r"own\.txt"):
        composed(f"甲\n{expression}\n")
    assert perf_counter() - start < 20


def test_a_letter_of_thousands_of_rows_is_not_too_much():
    source = "% for n in range(20000)\n{{ n }}{{ n ~ '.' }}{{ names | join('、') }}\n% endfor\n"
    assert len(fill(source, "t", {"names": ["甲"] * 20})) > 20_000 * 40


@pytest.mark.parametrize("source", ["", " \n\n", "\n{# 甲 #}\n", "% if not year\n甲\n% endif\n"])
def test_a_template_without_text_is_refused(source):
    with pytest.raises(Failure, match=r"own\.txt"):
        composed(source)


def test_an_empty_file_is_refused_before_any_work(tmp_path):
    file = tmp_path / "own.txt"
    file.write_text("\n \n", encoding="utf-8")
    with pytest.raises(Failure, match=r"own\.txt"):
        read_template(file)


def test_a_template_opens_no_file(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for source in (
        f"{{% include '{tmp_path / 'secret.txt'}' %}}",
        f"{{% import '{tmp_path}' as x %}}",
        "{% extends 'x' %}",
    ):
        with pytest.raises(Failure):
            fill(source, "own.txt", {})


def test_a_text_that_is_filled_in_is_never_markup_wherever_it_stands():
    for value in ("# 甲", "## 甲", "[table projects]", "[annex projects]", "> sign: 甲", "% if x", "{{ x }}"):
        (block,) = blocks_of(fill("{{ x }}", "t", {"x": value}), NOTHING, "zh", "t", "")
        assert block == Paragraph(value)
        (block,) = blocks_of(fill("# {{ x }}", "t", {"x": value}), NOTHING, "zh", "t", "")
        assert block == Heading(value, 1)
    (block,) = blocks_of(fill("[table {{ x }}]", "t", {"x": "projects"}), NOTHING, "zh", "t", "")
    assert block == Paragraph("[table projects]")


def test_lines_are_one_paragraph_until_a_blank_one_also_behind_a_statement():
    text = fill("甲\n乙\n% if x\n丙\n% endif\n\n丁\n", "t", {"x": True})
    assert blocks_of(text, NOTHING, "zh", "t", "") == [Paragraph("甲乙丙"), Paragraph("丁")]
    assert blocks_of("a\nb\n\nc", NOTHING, "en", "t", "") == [Paragraph("a b"), Paragraph("c")]


def test_numbers_go_on_and_begin_again_under_the_next_heading():
    source = "##. 甲\n###. 乙\n丙\n###. 丁\n丙\n##. 戊\n###. 己\n丙\n## 庚\n丙\n##. 空\n"
    headings = [block.text for block in blocks_of(source, NOTHING, "zh", "t", source) if isinstance(block, Heading)]
    assert headings == ["一、甲", "（一）乙", "（二）丁", "二、戊", "（一）己", "庚"]


def test_more_headings_than_numerals_go_on_in_digits():
    source = "".join(f"##. 甲{n}\n乙\n\n" for n in range(17))
    assert blocks_of(source, NOTHING, "zh", "t", source)[-2] == Heading("17、甲16", 2)


def test_what_is_not_known_prints_as_a_dash_in_a_text_of_ones_own():
    assert blocks_of(fill("缺口{{ x }}", "t", {"x": None}), NOTHING, "zh", "t", "") == [Paragraph("缺口—")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_built_in_text_documents_every_table_and_mark(language):
    guide = built_in("briefing", language).partition("#}")[0]
    words = set(re.sub(f"[{re.escape(string.punctuation.replace('-', ''))}]", " ", guide).split())
    assert set(TABLES) <= words
    assert set(ROLES) <= words


def test_the_built_in_text_read_from_a_file_makes_the_same_letter(tmp_path):
    file = tmp_path / "own.txt"
    file.write_text(built_in("circular", "zh"), encoding="utf-8-sig", newline="\r\n")
    given = dossier_of("with a schedule", "zh", "circular")
    own = compose_letter(*given, ("own.txt", read_template(file)))
    assert own == compose_letter(*given)
    assert len(texts(own)) > 10


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 1_000_001])
def test_a_template_that_is_no_text_is_refused(tmp_path, content):
    file = tmp_path / "own.txt"
    file.write_bytes(content)
    with pytest.raises(Failure, match="UTF-8"):
        read_template(file)


def test_a_template_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Failure, match=r"none\.txt"):
        read_template(tmp_path / "none.txt")
