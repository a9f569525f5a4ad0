"""Who imports whom in the package, and what the plan of the house says of it.

The floors are read from the table of cic_sheets/help/architecture.md: the page that people read
is the rule that is held.  Every import counts, also inside functions and under TYPE_CHECKING.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

PACKAGE = "cic_sheets"
MODULE_OF = {
    "python-docx": "docx",
    "XlsxWriter": "xlsxwriter",
    "pillow": "PIL",
    "pi-heif": "pi_heif",
    "arabic-reshaper": "arabic_reshaper",
    "python-bidi": "bidi",
}
"""Package name → what is imported."""


# -- The table ------------------------------------------------------------------------------


class Floor(NamedTuple):
    """A row: the package, its height, what it may import, of ours and from outside."""

    package: str
    height: int
    ours: frozenset[str]
    outside: frozenset[str]
    outside_only_in: str  # the one file that may import from outside; "" for all


def floors(page: str) -> dict[str, Floor]:
    """The rows `| 7 | `money` | … | values | – |` of the page, by package."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in page.splitlines()
        if re.match(r"\|\s*\d+\s*\|", line)
    ]
    heights = {name.strip("`"): int(height) for height, name, *_ in rows}
    return {
        name.strip("`"): _floor(name.strip("`"), heights, may_import, outside)
        for _, name, _, may_import, outside in rows
    }


def _floor(package: str, heights: dict[str, int], may_import: str, outside: str) -> Floor:
    below = {other for other, height in heights.items() if height < heights[package]}
    ours = below if may_import == "all below" else _names(may_import)
    only_in = re.search(r"\(`(\S+\.py)` only\)", outside)
    return Floor(
        package,
        heights[package],
        frozenset(ours),
        frozenset(MODULE_OF.get(name, name) for name in _names(outside)),
        only_in[1] if only_in else "",
    )


def _names(cell: str) -> set[str]:
    """`python-docx, XlsxWriter/openpyxl (lazily)` to its three names; `–` to none."""
    bare = re.sub(r"\([^)]*\)", "", cell)
    return {name.strip(" `") for name in re.split(r"[,/]", bare)} - {"–", ""}


# -- The arrows -----------------------------------------------------------------------------


class Arrow(NamedTuple):
    """One import: who, what (a module of ours, or an outside library's first name), how."""

    source: str
    target: str
    line: int
    on_loading: bool  # runs when the module is imported: not in a function, not for types only

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


def modules(root: Path) -> dict[str, Path]:
    """`cic_sheets.money.case` to its file, for the package folder `root`."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def arrows(root: Path) -> list[Arrow]:
    """Every import of every module, the standard library's left out."""
    known = modules(root)
    return [
        arrow
        for source, path in known.items()
        for arrow in _arrows_of(source, path, set(known))
        if arrow.target.partition(".")[0] not in sys.stdlib_module_names
    ]


def _arrows_of(source: str, path: Path, known: set[str]) -> Iterator[Arrow]:
    package = source if path.name == "__init__.py" else source.rpartition(".")[0]
    tree = ast.parse(path.read_text("utf-8"), str(path))
    for node, on_loading in _imports(tree, on_loading=True):
        for target in _targets(node, package, known):
            yield Arrow(source, target, node.lineno, on_loading)


Import = ast.Import | ast.ImportFrom | ast.Call


def _imports(node: ast.AST, *, on_loading: bool) -> Iterator[tuple[Import, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom) or _is_import_call(child):
            yield child, on_loading  # type: ignore[misc]
        later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        yield from _imports(child, on_loading=on_loading and not later and not for_types)


def _is_import_call(node: ast.AST) -> bool:
    """`import_module("a.b")`, `__import__("a")`: an import in other words."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    name = ast.unparse(node.func).rpartition(".")[2]
    first = node.args[0]
    named = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return name in {"import_module", "__import__"} and named


def _targets(node: Import, package: str, known: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield _target(ast.literal_eval(node.args[0]))
    elif isinstance(node, ast.Import):
        yield from (_target(alias.name) for alias in node.names)
    else:
        base = node.module or ""
        if node.level:
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, *([base] if base else [])])
        for alias in node.names:
            whole = f"{base}.{alias.name}"
            if base != PACKAGE or not alias.name.startswith("__"):  # __version__ is no arrow
                yield _target(whole if whole in known else base)


def _target(name: str) -> str:
    ours = name == PACKAGE or name.startswith(f"{PACKAGE}.")
    return name if ours else name.partition(".")[0]


def floor_of(module: str) -> str:
    """`cic_sheets.money.case` to `money`; the package itself and `__main__` to those names."""
    return module.split(".")[1] if "." in module else module


# -- What is wrong --------------------------------------------------------------------------


def homeless(names: Sequence[str], plan: dict[str, Floor]) -> list[str]:
    """Modules on no floor.  The package itself and `__main__` are the door, not a floor."""
    return [m for m in names if floor_of(m) not in {*plan, PACKAGE, "__main__"}]


def forbidden(found: Sequence[Arrow], plan: dict[str, Floor]) -> list[str]:
    """Arrows that the table does not allow, of ours or from outside."""
    return [str(arrow) for arrow in found if not _allowed(arrow, plan)]


def _allowed(arrow: Arrow, plan: dict[str, Floor]) -> bool:
    ours = arrow.target == PACKAGE or arrow.target.startswith(f"{PACKAGE}.")
    source, target = floor_of(arrow.source), floor_of(arrow.target)
    if source == PACKAGE:  # everything imports the package first: it may only load later
        return ours and not arrow.on_loading
    if source == "__main__":
        return ours and target == "cli"
    floor = plan[source]
    if ours:
        return target in {source, *floor.ours} or (source, target) == ("cli", PACKAGE)
    file = arrow.source.removeprefix(f"{PACKAGE}.").replace(".", "/") + ".py"
    return target in floor.outside and floor.outside_only_in in {"", file}


def on_the_way_to(start: str, found: Sequence[Arrow]) -> set[str]:
    """Modules that importing `start` imports, their packages included."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        module = todo.pop()
        if module in seen:
            continue
        seen.add(module)
        todo += [arrow.target for arrow in found if arrow.source == module and arrow.on_loading]
        todo += [module.rpartition(".")[0]] if "." in module else []
    return seen


def cycle(found: Sequence[Arrow]) -> list[str]:
    """Modules that import one another on loading, in a ring; empty when there is none."""
    graph: dict[str, set[str]] = {}
    for arrow in found:
        if arrow.on_loading and arrow.source != arrow.target:
            graph.setdefault(arrow.source, set()).add(arrow.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
