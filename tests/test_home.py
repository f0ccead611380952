"""What stands in the repository beside the code: the README, the lists of what is installed, the exports."""

import doctest
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import workbook

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
TEXTS = [ROOT / name for name in TRACKED if Path(name).suffix not in ("", ".png") and (ROOT / name).is_file()]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def plain(requirement: str) -> str:
    """A requirement as a name and the least version, however it is written."""
    return re.sub(r"\s+", "", requirement).lower()


def test_exports_are_a_sorted_list_and_all_there():
    """What `from workbook import …` promises exists."""
    assert workbook.__all__ == sorted(workbook.__all__)
    assert all(callable(getattr(workbook, name)) for name in workbook.__all__)


def test_the_conda_environment_names_what_the_project_names():
    """Each conda line and the pip block together are the project's dependencies, with the same least versions."""
    lines = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    [pip] = [line["pip"] for line in lines if isinstance(line, dict)]
    named = {plain(line) for line in [*lines, *pip] if isinstance(line, str)} - {"pip", "-e."}
    assert named == {plain(r) for r in project()["dependencies"]} | {"python" + project()["requires-python"]}


def test_every_dependency_is_pinned_and_no_pin_has_an_address():
    """constraints.txt is name==version, a line each."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    wanted = project()["dependencies"] + project()["optional-dependencies"]["dev"]
    assert {re.match(r"[\w-]+", r)[0].lower() for r in wanted} <= pinned


def test_the_change_log_begins_with_this_version():
    """The newest entry is the one that is installed."""
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest[1] == project()["version"]


def test_no_file_names_a_path_of_one_machine_or_a_package_index():
    """What is committed is true on every machine."""
    telltale = re.compile(r"/(?:home|root|Users)/\w+/|index-url|https?://[^\s\"')]*\.(?:whl|tar\.gz)")
    found = [p.name for p in TEXTS if p != Path(__file__) and telltale.search(p.read_text("utf-8"))]
    assert found == []


def test_the_readmes_python_is_true():
    """Its examples run as they stand, with the results as printed."""
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(doctest.DocTestParser().get_doctest(README, {}, "README", "README.md", 0))
    assert (runner.tries > 0, runner.failures) == (True, 0)


@pytest.mark.slow
def test_the_readmes_session_is_true(tmp_path, monkeypatch):
    """Each command prints what the README shows; only the seconds may differ."""
    monkeypatch.delenv("WORKBOOK_HOME")
    monkeypatch.setenv("LANG", "C.UTF-8")
    (tmp_path / "policies").symlink_to(ROOT / "policies")
    session = re.search(r"```console\n(.*?)```", README, re.DOTALL)[1]
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
        words = [sys.executable, "-m", "workbook", *shlex.split(command)[1:]]
        run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
        printed = run.stdout or run.stderr
        assert re.sub(r"\d+\.\d", "#", printed).split() == re.sub(r"\d+\.\d", "#", shown).split(), command


@pytest.mark.slow
def test_the_wheel_works_without_a_checkout(tmp_path):
    """Installed from a wheel, the demonstration in Portuguese is made and planned from any folder."""
    pip = [sys.executable, "-m", "pip"]
    build = [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, timeout=240)
    [wheel] = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    subprocess.run([*pip, "install", "-q", "--no-deps", "--target", site, wheel], check=True, timeout=240)
    code = "import sys, workbook; assert sys.argv.pop(1) in workbook.__file__; from workbook.cli import main; main()"
    for words in (["demo", "--language", "pt"], ["plan", "demo", "--language", "pt"]):
        run = [sys.executable, "-c", code, str(site), *words]
        environment = {"PYTHONPATH": str(site), "PATH": "", "HOME": str(tmp_path)}
        subprocess.run(run, cwd=tmp_path, env=environment, check=True, timeout=120, capture_output=True)
    assert "Plano" in (tmp_path / "workshops/demo/plan/plan.html").read_text("utf-8")
    assert (tmp_path / "workshops/demo/notebooks/04-policies.ipynb").is_file()


def test_the_benchmarks_can_begin():
    """Every one that `make bench` runs finds what it needs of the tests."""
    listed = [sys.executable, "-c", "from tests.benchmarks.__main__ import BENCHMARKS; print(*BENCHMARKS)"]
    run = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    named = ["start", "opening", "appending", "running", "sharing", "evidence", "many", "joining"]
    assert run.stdout.split() == named
