"""What a request says, validated: frozen pydantic models without input or output of their own."""
