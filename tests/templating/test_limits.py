"""Templates cost what they do, no more than a document needs, and the same every time."""

import pytest

from generator.compose.build import build_document
from generator.diagnostics import Location
from generator.errors import InputError
from generator.templating import limits
from generator.templating.environment import BodyEnvironment, find_tags, mark_origins
from generator.workspace import Workspace

PLACE = Location("p.yaml", 7)


def render(text, **names):
    return BodyEnvironment([]).render_text(text, names, PLACE)


def spent(text):
    with limits.limit(fresh=True) as budget:
        render(text)
    return budget.spent


def test_loops_cost_as_often_as_they_run():
    one = spent("{% for i in range(500) %}{{ i }}{% endfor %}")
    two = spent("{% for i in range(1000) %}{{ i }}{% endfor %}")

    assert 1.8 < two / one < 2.1


def test_the_same_template_costs_the_same():
    text = "{% for i in range(9) %}{{ [i, 'a' * i]|join(', ') }}{% endfor %}"

    assert spent(text) == spent(text)


def test_what_is_used_up_in_one_text_is_told_once():
    environment = BodyEnvironment([])
    told = []
    with limits.limit(fresh=True):
        for line in (1, 2, 3):
            with pytest.raises(InputError) as caught:
                environment.render_text(
                    "{% for i in range(999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
                    {},
                    Location("p.yaml", line),
                )
            told += [finding.location for finding in caught.value.findings]

    assert told == [Location("p.yaml", 1)] * 3


def test_a_text_in_the_middle_of_a_file_has_the_lines_of_the_file():
    with pytest.raises(InputError) as caught:
        render("a\n{{ khong }}\n{{ 1 // 0 }}")

    assert sorted(finding.location.line for finding in caught.value.findings) == [8, 9]


@pytest.mark.parametrize("text", ["a\n{{ 1 +", "a\n{# b", "a\n{% if 1 %}", "a\n{{ 0x" + "f" * 99])
def test_a_tag_that_is_wrong_has_its_file_and_line(text):
    with pytest.raises(InputError) as caught:
        render(text)

    assert {(each.id, each.location) for each in caught.value.findings} == {
        ("TPL02", Location("p.yaml", 8))
    }


def counted(text):
    """Return how many letters the search for the ends of tags may have gone over."""
    looked = 0

    class Text(str):
        __slots__ = ()

        def find(self, *args):
            nonlocal looked
            found = super().find(*args)
            looked += (found if found >= 0 else len(self)) - args[1]
            return found

    list(find_tags(Text(text)))
    return looked


@pytest.mark.parametrize("unit", ["{{", "{%", "{#", "{{{%{#", "{{ a }} {%", "a{", "{# {{"])
def test_tags_are_found_in_one_pass(unit):
    one, two = (counted(unit * count) for count in (1000, 2000))

    assert two <= 2 * one + 100


def test_tags_that_never_end_are_text():
    assert list(find_tags("{{ a }} {% b {# c #} {{ d")) == [(0, 7), (13, 20)]
    assert mark_origins("{{ a", 0).startswith("{{ a")


def test_tasks_cost_in_proportion_to_their_number(tmp_path, repository, monkeypatch):
    folder = tmp_path / "plans" / "xa"
    folder.mkdir(parents=True)
    locality = repository / "plans/xa-yen-binh/locality.yaml"
    (folder / "locality.yaml").write_bytes(locality.read_bytes())
    read = []
    compile_ = BodyEnvironment.compile

    def counting(self, source, *args, **options):
        read.append(len(source))
        return compile_(self, source, *args, **options)

    monkeypatch.setattr(BodyEnvironment, "compile", counting)
    sizes = []
    for count in (100, 200, 400):
        task = "  - {noi_dung: 'Việc {{ nam_ke_hoach }}.', chu_tri: 'A', thoi_gian: 'Quý I'}\n"
        plan = folder / f"2027-{count}.yaml"
        plan.write_text(
            "nam_ke_hoach: 2027\nloai_van_ban: huong_dan_ban_thuong_vu\n"
            "co_quan_ban_hanh: ban_thuong_vu\nngay_ban_hanh: '03/2027'\ndu_thao: true\n"
            "noi_dung: 'A'\nnhiem_vu:\n" + task * count,
            encoding="utf-8",
        )
        read.clear()
        build_document(plan, Workspace.open(tmp_path))
        sizes.append(sum(read))

    assert sizes[2] - sizes[1] <= 2.1 * (sizes[1] - sizes[0])


@pytest.mark.parametrize("name", ["random", "lipsum", "today", "pprint", "attr", "urlize"])
def test_nothing_gives_other_words_each_time(name):
    with pytest.raises(InputError):
        render("{{ [1, 2]|" + name + " }}")


@pytest.mark.parametrize(
    ("text", "printed"),
    [("{{ 7 }}", "7"), ("{{ 1.5 }}", "1\\.5"), ("{{ 'a' }}", "a"), ("{{ [1, 2] }}", "\\[1, 2\\]"),
     ("{{ 'a' ~ 1 }}", "a1"), ("{{ '%s-%d'|format('a', 2) }}", "a\\-2"),
     ("{{ '{:>3}'.format(1) }}", "  1"), ("{{ 'a,b'.split(',')|join('; ') }}", "a; b"),
     ("{{ range(3)|map('string')|join }}", "012"), ("{{ 7 // 2 * 2 ** 3 }}", "24")],
)  # fmt: skip
def test_what_templates_need_still_works(text, printed):
    assert printed in render(text)
