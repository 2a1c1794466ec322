def wide(text: str) -> str:
    """The full-width form of ASCII, as a Chinese keyboard may leave it."""
    shifted = str.maketrans({n: n + 0xFEE0 for n in range(0x21, 0x7F)} | {32: 0x3000})
    return text.translate(shifted)
