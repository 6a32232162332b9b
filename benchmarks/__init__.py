"""How quick the product is: `python -m benchmarks` measures the real server on both databases (docs/performance.md)."""
