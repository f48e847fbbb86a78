"""What toc takes against short scripts by hand: `python -m benchmarks` from the checkout."""
