"""YAML files as clerks write them: decoded, mended where YAML would misread them, every value with its place."""
