"""What rules of content know of Vietnamese text: dates, citations, lists, wordings."""
