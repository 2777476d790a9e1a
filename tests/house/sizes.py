"""How long files and functions are. `python -m tests.house.sizes` prints the report."""

from statistics import median

from .python_rules import functions, length
from .tree import ROOT, parsed, sources

SHORT = 25


def report() -> dict[str, float]:
    """Lines of the median file, share of functions (0 to 1) shorter than 25 lines, longest file and function."""
    files = [len(path.read_text(encoding="utf-8").splitlines()) for path in sources()]
    lengths = [length(node) for path in sources() for node in functions(parsed(path))]
    return {
        "files": len(files),
        "lines": sum(files),
        "median file": median(filled) if (filled := [lines for lines in files if lines]) else 0,
        "longest file": max(files, default=0),
        "functions": len(lengths),
        "short functions": round(sum(lines < SHORT for lines in lengths) / max(1, len(lengths)), 3),
        "longest function": max(lengths, default=0),
    }


if __name__ == "__main__":
    print(f"{ROOT.name}: " + ", ".join(f"{name} {value}" for name, value in report().items()))
