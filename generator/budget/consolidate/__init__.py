"""Many annexes, ours or others', as one table; the originals are only read."""
