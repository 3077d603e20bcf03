"""Compiles the packaged standards: ``python -m generator.standards.compile``."""

from generator.standards import store


def main() -> None:
    """Write the compiled form of every packaged standard."""
    folder = store.STANDARDS_DIR / "compiled"
    folder.mkdir(exist_ok=True)
    for standard_id in store.STANDARD_IDS:
        (folder / f"{standard_id}.json").write_text(
            store.compile_data(standard_id), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
