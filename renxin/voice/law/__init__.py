"""What the law lets a clinic say: rules as data, and one function that asks them."""

from renxin.voice.law.checking import Finding, check, gravest
from renxin.voice.law.kinds import Severity, Surface

__all__ = ["Finding", "Severity", "Surface", "check", "gravest"]
