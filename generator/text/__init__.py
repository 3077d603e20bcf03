"""Vietnamese text: dates, numbers, spelling made comparable; nothing here knows documents."""
