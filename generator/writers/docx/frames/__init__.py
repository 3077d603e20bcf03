"""Word frames that users changed: read and checked tag by tag, filled in by docxtpl."""
