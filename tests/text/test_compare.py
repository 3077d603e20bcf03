"""Two texts side by side: nothing is lost, the order of both stays."""

from hypothesis import given
from hypothesis import strategies as st

from generator.text.compare import align, pair_texts, split_words

TEXTS = st.lists(st.text("ab ,", max_size=6), max_size=8)


@given(st.text("abĐ ,.\n", max_size=30))
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert "".join(split_words(text)) == text


@given(TEXTS, TEXTS)
def test_stretches_cover_both_sides_and_only_equal_ones_are_the_same(
    old: list[str], new: list[str]
) -> None:
    stretches = list(align(old, new))

    assert [at for one in stretches for at in one.old] == list(range(len(old)))
    assert [at for one in stretches for at in one.new] == list(range(len(new)))
    for one in stretches:
        assert one.is_same == ([old[at] for at in one.old] == [new[at] for at in one.new])


@given(TEXTS, TEXTS)
def test_each_text_has_at_most_one_partner_in_the_order_of_both(
    old: list[str], new: list[str]
) -> None:
    pairs = list(pair_texts(old, new))

    assert [here for here, _ in pairs if here is not None] == list(range(len(old)))
    assert [there for _, there in pairs if there is not None] == list(range(len(new)))


def test_texts_with_most_words_in_common_belong_together() -> None:
    old = ["Tăng cường phối hợp với các ban, ngành.", "Báo cáo trước ngày 30."]
    new = ["Mục đích.", "Tăng cường phối hợp với các ban, ngành, đoàn thể.", "Kinh phí."]

    assert list(pair_texts(old, new)) == [(None, 0), (0, 1), (None, 2), (1, None)]
