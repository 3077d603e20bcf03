"""Files of other formats as data: what stands in them and how it looks."""
