"""Benchmarks, printed as ratios measured side by side: `python -m tests.benchmarks`. Not collected by pytest."""
