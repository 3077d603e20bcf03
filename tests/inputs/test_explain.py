import re
from pathlib import Path
from string import Formatter

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import generator.model
from generator.diagnostics import Problem, errors_in
from generator.inputs import problems
from generator.inputs.explain import EXPLAINERS, PATTERNS, explain_errors
from generator.inputs.problems import IDS
from generator.inputs.yaml import load_yaml_text
from generator.model.budget import Budget
from generator.model.locality import Locality
from generator.model.plan import Plan

PROBLEMS = [problem for problem in vars(problems).values() if isinstance(problem, Problem)]
MODELS = Path(generator.model.__file__).parent
HINTED_BY_THE_CASE = {
    problems.UNKNOWN_KEY,
    problems.NOT_ALLOWED,
    problems.WRONG_SHAPE,
    problems.WRONG_ITEM_SHAPE,
    problems.NO_ISSUER,
    problems.NO_SIGNATORY,
    problems.NO_PARTNER,
}


def explain(text: str, model: type[BaseModel]) -> list[str]:
    loaded = load_yaml_text(text, display="a.yaml")
    try:
        model.model_validate(loaded.value)
    except ValidationError as error:
        return [finding.text() for finding in explain_errors(error.errors(), loaded, model)]
    return []


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.message)
def test_every_problem_has_a_listed_id_and_says_what_to_do(problem: Problem) -> None:
    assert problem.id in IDS
    assert problem.hint or problem in HINTED_BY_THE_CASE


def test_every_listed_id_is_used() -> None:
    assert sorted({problem.id for problem in PROBLEMS}) == list(IDS)


def test_every_pattern_of_the_models_is_explained() -> None:
    sources = [path.read_text("utf-8") for path in MODELS.parent.rglob("*.py")]
    used = re.findall(r'pattern=r"(\^[^"]+)"', "".join(sources))

    assert set(used) <= set(PATTERNS)


def test_every_error_of_our_own_is_explained() -> None:
    source = "".join(path.read_text("utf-8") for path in MODELS.glob("*.py"))
    used = re.findall(r'PydanticCustomError\(\s*"(\w+)"', source)

    assert used
    assert set(used) <= set(EXPLAINERS)


PLAIN = "nam_ke_hoach: 2027\nloai_van_ban: a\nco_quan_ban_hanh: b\nngay_ban_hanh: 02/2027\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("true", True), ("False", False), ("1", 1), ("2", 2), ("", True)],
)
def test_draft_mark_is_what_was_typed(typed: str, meant: bool | int) -> None:
    plan = Plan.model_validate(load_yaml_text(f"{PLAIN}du_thao: {typed}\n").value)

    assert (type(plan.du_thao), plan.du_thao) == (type(meant), meant)


def test_key_without_value_says_the_same_as_no_key() -> None:
    empty = load_yaml_text(f"{PLAIN}so_van_ban:\nkinh_gui:\nnoi_luu: ~\ntham_so:\n").value

    assert Plan.model_validate(empty) == Plan.model_validate(load_yaml_text(PLAIN).value)


@pytest.mark.parametrize("key", ["can_cu", "thuc_hien", "doi_tac", "kinh_gui", "trong_tam"])
def test_one_text_stands_for_a_list_of_one(key: str) -> None:
    plan = Plan.model_validate(load_yaml_text(f"{PLAIN}{key}: kl57\n").value)

    assert getattr(plan, key) == ("kl57",)


def test_fault_in_a_list_of_one_has_the_place_of_the_text() -> None:
    assert explain(f"{PLAIN}can_cu: KL 57\n", Plan) == [
        "a.yaml:5:9: lỗi: 'KL 57' không phải là mã (IN28)\n  gợi ý: viết 'kl57'"
    ]


def test_refused_items_do_not_make_a_list_too_short() -> None:
    text = "nam_ngan_sach: 2027\nnhom:\n  - ten_nhom: a\n    nhiem_vu: [x]\n"

    assert [finding.split(" lỗi: ")[1].split("\n")[0] for finding in explain(text, Budget)] == [
        "mục thứ 1 của 'nhiem_vu' phải là nhóm 'khóa: giá trị', không phải chữ (IN23)"
    ]


def test_long_value_is_quoted_short_on_one_line() -> None:
    sentence = " ".join(["tuyên truyền"] * 20)

    (finding,) = explain(f"{PLAIN}nguoi_ky: |\n  {sentence}\n  {sentence}\n", Plan)

    quoted = finding.split("'")[1]
    assert len(quoted) == problems.QUOTE_LENGTH
    assert quoted.endswith("…")


TYPED = ("x", "2027", "31/02/2027", "1/2", "dang", "true", "kl57", "A b", "12 triệu")
KEYS = (*Plan.model_fields, "loai", "so_ky_hieu", "ngay", "ten_goi", "la", "Đ")
values = st.recursive(
    st.one_of(
        st.none(),
        st.sampled_from(
            ["x", "2027", "31/02/2027", "1/2", "dang", "true", "kl57", "A b", "12 triệu"]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [*Plan.model_fields, "loai", "so_ky_hieu", "ngay", "ten_goi", "la", "Đ"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=10,
)


@pytest.mark.parametrize("model", [Plan, Locality, Budget], ids=lambda model: model.__name__)
@given(data=st.data())
def test_whatever_is_refused_is_explained_with_a_place(
    model: type[BaseModel], data: st.DataObject
) -> None:
    keys = st.sampled_from([*model.model_fields, "la"])
    value = data.draw(st.dictionaries(keys, values, max_size=6))
    loaded = load_yaml_text(pyyaml.safe_dump(value, allow_unicode=True), display="a.yaml")

    with pytest.raises(ValidationError) as caught:
        model.model_validate({**loaded.value, "": "never a key"})
    findings = explain_errors(caught.value.errors(), loaded, model)

    assert errors_in(findings) == findings
    for finding in findings:
        names = [
            name for _, name, _, _ in Formatter().parse(finding.message + finding.hint) if name
        ]
        assert set(names) <= set(finding.params)
        assert finding.location.line >= 1
        assert finding.id != "IN39"
