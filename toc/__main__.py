"""`python -m toc`, and the `toc` command."""


def main() -> None:
    """Run the command line and leave with its exit status."""
    import sys

    try:
        from toc.cli.main import run

        status = run()
    except KeyboardInterrupt:  # while toc was still being loaded, or was leaving
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
