"""Last year's plan becomes this year's: what must move moves, with the reason; the rest stays."""
