"""Benchmarks beside peers and floors; `make bench` runs them and prints ratios."""
