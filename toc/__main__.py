"""`python -m toc`, and the `toc` command."""


def main() -> None:
    """Run the command line and leave with its exit status."""
    import sys

    try:
        from toc.cli.main import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
