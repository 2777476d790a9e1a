"""The README's table names every variable that the settings read, and no other."""

import ast
import re
from pathlib import Path

from .tree import ROOT, parsed, sources

READERS = {"text", "flag", "number", "words"}
# Read by commands under bin/, which are not Python settings.
ELSEWHERE = {"PORT", "VAR_DIR"}


def names_read(tree: ast.Module) -> set[str]:
    """Names given to env.text(...), env.flag(...) and the like."""
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READERS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def names_in_table(readme: str) -> set[str]:
    table = readme.partition("| variable |")[2].partition("\n\n")[0]
    return {
        name
        for line in table.splitlines()
        for name in re.findall(r"`([A-Z_]+)`", line.split("|")[1] if "|" in line else "")
    }


def test_every_variable_stands_in_the_table():
    read = set().union(*(names_read(parsed(path)) for path in sources("portage", "contracts")))
    assert read - names_in_table((ROOT / "README.md").read_text(encoding="utf-8")) == set()


def test_the_table_names_nothing_else():
    read = set().union(*(names_read(parsed(path)) for path in sources("portage", "contracts")))
    assert names_in_table((ROOT / "README.md").read_text(encoding="utf-8")) - read - ELSEWHERE == set()


def test_a_new_variable_is_noticed():
    assert names_read(ast.parse('X = env.text("NEW_ONE", "x")')) == {"NEW_ONE"}
    assert names_in_table("| variable | default |\n|---|---|\n| `A`, `B` | `C` |\n\n`D`") == {"A", "B"}


def test_links_of_the_readme_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (Path(page).parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"
