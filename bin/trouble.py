"""What went wrong during set-up, in a sentence that says what to do."""

import os
from pathlib import Path

BY = "(PIP_INDEX_URL, UV_DEFAULT_INDEX, npm_config_registry)"
AUTHORITY = "PIP_CERT=… SSL_CERT_FILE=… NODE_EXTRA_CA_CERTS=…"
# The first sign found in the log decides; the more particular come first.
SIGNS = (
    (
        ("no space left", "enospc", "disk quota", "errno 28"),
        "The disk is full. Make room (about 1.5 GB) and run the command again.",
        "磁盘已满。请腾出约 1.5 GB 空间后重新运行。",
    ),
    (
        ("hash mismatch", "do not match the hashes", "eintegrity"),
        "A downloaded package is not the one that was pinned. Do not trust this index.",
        "下载的包与锁定的不一致，未安装。请勿信任该软件源。",
    ),
    (
        ("self-signed cert", "self_signed_cert", "certificate verify", "unknownissuer"),
        f"The certificate of the package index is not trusted. Set {AUTHORITY}.",
        f"软件源的证书不受本机信任。请指定证书颁发机构：{AUTHORITY}。",
    ),
    (
        ("ensurepip is not", "no module named venv", "python3-venv"),
        "This Python has no “venv”. On Debian: apt-get install python3-venv",
        "此 Python 缺少 venv。Debian 上请运行：apt-get install python3-venv",
    ),
    (
        (
            "name resolution",
            "failed to establish a new connection",
            "connection refused",
            "connection error",
            "network is unreachable",
            "could not connect",
            "dns error",
            "error sending request",
            "failed to fetch",
            "enotfound",
            "econnrefused",
            "eai_again",
            "etimedout",
            "timed out",
            "no matching distribution",
            "not found in the package registry",
        ),
        f"The package index cannot be reached. Check the network or name another {BY}.",
        f"连不上软件源。请检查网络，或指定可用的源 {BY}。",
    ),
    (
        ("permission denied", "eacces", "errno 13", "read-only file system"),
        "The checkout cannot be written. Use a folder that is yours.",
        "无法写入该目录。请换一个属于你的目录。",
    ),
)


class SetUpTrouble(Exception):
    """Set-up cannot go on."""


def say(english: str, chinese: str) -> str:
    """The sentence in the language of the terminal."""
    named = ("RENXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((os.environ[name] for name in named if os.environ.get(name)), "")
    return chinese if chosen.lower().startswith("zh") else english


def explain(words: str, log: Path) -> str:
    """The sentence for what a failed command said, and where to read the rest."""
    lowered = words.lower()
    for signs, english, chinese in SIGNS:
        if any(sign in lowered for sign in signs):
            return f"{say(english, chinese)} ({log})"
    last = " / ".join(line for line in words.strip().splitlines()[-3:])
    return say(
        f"Set-up failed: {last} (all of it: {log})",
        f"安装失败：{last}（详见 {log}）",
    )
