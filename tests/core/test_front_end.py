"""Front-end files come by an allow-list: nothing else is copied, and the second time nothing is done."""

import importlib.machinery
import importlib.util
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "bin" / "front-end"


@pytest.fixture
def script(tmp_path, monkeypatch):
    """The script, on an invented node_modules with one style sheet and one icon."""
    loader = importlib.machinery.SourceFileLoader("front_end", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("front_end", loader))
    loader.exec_module(module)
    modules = tmp_path / "node_modules"
    for name, value in {
        "ROOT": tmp_path,
        "MODULES": modules,
        "VENDOR": tmp_path / "static" / "vendor",
        "FILES": {"pack/a.min.css": "a.min.css"},
        "ICONS": ["x"],
        "ICON_FOLDER": "icons",
    }.items():
        monkeypatch.setattr(module, name, value)
    (modules / "pack").mkdir(parents=True)
    (modules / "icons").mkdir()
    (modules / "pack" / "a.min.css").write_text("p{color:red}\n/*# sourceMappingURL=a.min.css.map */")
    (modules / "pack" / "b.min.css").write_text("not asked for")
    (modules / "icons" / "x.svg").write_text('<svg\n width="24"\n>\n  <path d="M18 6l-12 12" />\n</svg>')
    return module


def test_only_the_allow_list_is_copied_without_source_maps(script):
    assert script.main() == 0
    assert sorted(path.name for path in script.VENDOR.iterdir()) == [".made-from", "a.min.css", "icons.json"]
    assert (script.VENDOR / "a.min.css").read_text() == "p{color:red}"
    assert "M18 6l-12 12" in (script.VENDOR / "icons.json").read_text()


def test_the_second_time_nothing_is_done(script, capsys):
    script.main()
    before = (script.VENDOR / "a.min.css").stat().st_mtime_ns
    capsys.readouterr()
    assert script.main() == 0
    assert capsys.readouterr().out == ""
    assert (script.VENDOR / "a.min.css").stat().st_mtime_ns == before


def test_a_lost_file_is_brought_back(script):
    script.main()
    (script.VENDOR / "a.min.css").unlink()
    script.main()
    assert (script.VENDOR / "a.min.css").exists()


def test_without_npm_it_says_what_to_run(script, capsys):
    (script.MODULES / "pack" / "a.min.css").unlink()
    assert script.main() == 1
    assert "npm ci" in capsys.readouterr().err
    assert not script.VENDOR.exists()
