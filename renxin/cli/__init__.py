from renxin.cli.dispatch import main

__all__ = ["main"]
