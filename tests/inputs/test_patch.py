"""A change to a YAML text changes the value it names and nothing else."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.inputs.patch import PatchError, YamlText

LIST = "a:\n  # of one\n  - one\n  - two # kept\n\n# of b\nb: [x, y]\nc: {k: v}\n"


def changed(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


def load(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (it makes text only)


def all_plans(repository: Path) -> list[Path]:
    return sorted((repository / "plans").glob("*/*.yaml"))


@pytest.mark.parametrize("seed", range(40))
def test_words_change_in_one_value_only(repository: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    path = rng.choice(all_plans(repository))
    text = YamlText(path.read_text("utf-8"))
    where, value = rng.choice([item for item in text.iter_scalars() if " " in item[1].strip()])
    words = value.split(" ")
    at = rng.randrange(len(words))
    words[at] = rng.choice(["", "mới", "“hai từ”", f"{words[at]}, thêm"])
    new = " ".join(words)
    before = load(text.text)
    lines = text.text.splitlines()

    text.set(where, new)

    found = load(text.text)
    assert text.get(where).strip() == new.strip()
    assert changed(found, where, "") == changed(before, where, "")
    if value.strip() and new.strip() and text.get(where[:-1]) != value:
        kept = [line for line in lines if line.lstrip().startswith("#")]
        assert [one for one in text.text.splitlines() if one.lstrip().startswith("#")] == kept


@pytest.mark.parametrize("seed", range(40))
def test_an_entry_is_removed_alone(repository: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    path = rng.choice(all_plans(repository))
    text = YamlText(path.read_text("utf-8"))
    short = [item for item, _ in text.iter_scalars() if len(item) == 2]
    where = rng.choice(short or [(key,) for key in text.keys(())])
    parent = text.get(where[:-1])
    before = load(text.text)

    text.remove(where)

    found = load(text.text)
    if len(parent) > 1:
        del parent[where[-1]]
        assert found == changed(before, where[:-1], parent)
    else:
        del before[where[0]]
        assert found == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda y: y.set(("a", 0), "một"), LIST.replace("- one", "- một")),
        (lambda y: y.remove(("a", 1)), LIST.replace("  - two # kept\n", "")),
        (lambda y: y.remove(("b", 0)), LIST.replace("[x, y]", "[y]")),
        (lambda y: y.append(("a",), "ba: 3"), LIST.replace("kept\n", 'kept\n  - "ba: 3"\n')),
        (lambda y: y.append(("b",), "z"), LIST.replace("[x, y]", "[x, y, z]")),
        (lambda y: y.set(("d",), "một\nhai\n"), LIST + "d: |\n  một\n  hai\n"),
        (lambda y: y.set(("d", "e"), "f"), LIST + "d:\n  e: f\n"),
        (lambda y: y.set(("c", "m"), "n"), LIST.replace("c: {k: v}", "c:\n  k: v\n  m: n")),
        (lambda y: y.set(("b",), "một"), LIST.replace("[x, y]", "một")),
    ],
)
def test_the_text_around_a_change_stays(change: Any, expected: str) -> None:
    text = YamlText(LIST)

    change(text)

    assert text.text == expected


def test_a_folded_text_takes_a_new_sentence() -> None:
    text = YamlText("a: >-\n  một hai\n  ba bốn\nb: c\n")

    text.set(("a",), "một hai ba năm bốn")

    assert text.text == "a: >-\n  một hai\n  ba năm bốn\nb: c\n"


def test_a_literal_text_takes_and_loses_lines() -> None:
    text = YamlText("a: |\n  một\n\n  hai\nb: c\n")

    text.set(("a",), "một\n\nmới\n\nhai\n")
    assert text.text == "a: |\n  một\n\n  mới\n\n  hai\nb: c\n"

    text.set(("a",), "một\n")
    assert load(text.text) == {"a": "một\n", "b": "c"}


def test_a_value_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(PatchError):
        YamlText("a: b\n").remove(("c", "d"))


def test_the_line_of_a_value_leads_back_to_it(repository: Path) -> None:
    for path in all_plans(repository):
        text = YamlText(path.read_text("utf-8"))
        for where, value in text.iter_scalars():
            if where[0] == "chu_thich" and value:
                assert text.path_at(text.line(where)) == where


def test_line_ends_of_windows_stay(repository: Path) -> None:
    for path in all_plans(repository):
        unix = path.read_text("utf-8")
        texts = YamlText(unix), YamlText(unix.replace("\n", "\r\n"))
        assert texts[1].text == unix.replace("\n", "\r\n")
        for text in texts:
            text.set(("noi_nhan",), ["Như trên", "Văn phòng"])
            text.set(("dieu_chinh", "thay", "moi"), "- Một.\n- Hai.\n")
            text.remove(("nam_ke_hoach",)) if text.has(("nam_ke_hoach",)) else None

        assert texts[1].text == texts[0].text.replace("\n", "\r\n")


def test_line_ends_of_both_kinds_are_not_all_changed() -> None:
    text = YamlText("a: một\r\nb: hai\nc: ba\r\n")

    text.set(("b",), "bốn")

    assert text.text == "a: một\r\nb: bốn\nc: ba\r\n"
