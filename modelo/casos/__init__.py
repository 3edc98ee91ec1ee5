"""Casos de uso: lo que se puede hacer en una sala. Un verbo por función."""
