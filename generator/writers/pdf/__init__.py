"""Document → PDF and page pictures, typeset by the compiler in the typst package."""
