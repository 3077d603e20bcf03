"""YAML files of a workspace to models, every problem reported with its place."""
