"""Compiles the packaged YAML files: ``python -m generator.catalogues.compile``."""

from generator.catalogues import store


def main() -> None:
    """Write the compiled form of every packaged YAML file."""
    folder = store.DATA_DIR / "compiled"
    folder.mkdir(exist_ok=True)
    for file in store.YAML_FILES:
        (folder / f"{file}.json").write_text(
            store.compile_data(file), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
