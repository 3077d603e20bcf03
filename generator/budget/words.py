"""A budget's total as the text and the line below the table say it in words."""

from generator.budget.compute import Computed
from generator.budget.layouts import Layout
from generator.model.budget import Budget, KetBangChu
from generator.text.numbers import money_in_words


def words_of(amount: int, budget: Budget) -> str:
    """Return a sum in words by a budget's settings, the first letter a capital."""
    text = money_in_words(
        amount,
        zero_tens=budget.tieng_le.value,
        round_word=budget.ket_bang_chu is KetBangChu.DONG_CHAN,
    )
    return text[0].upper() + text[1:]


def total_words(computed: Computed, layout: Layout) -> str:
    """Return the table's total in words, "" when the table has none."""
    total = layout.words.total(computed) if layout.words and layout.words.total else None
    return "" if total is None else words_of(total, computed.budget)
