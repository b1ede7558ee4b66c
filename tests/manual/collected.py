"""What the manual has to speak of, collected from the source: the words of controls, refusals, commands of manage.py."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCREENS = ("pages", "views", "dashboard.py")
PARTS = ("domain", "data_access", "uploads", "charts", "bulletins", "services", "views", "pages")
SCRIPTS = ("command_line", "manage.py", "serve.py", "dashboard.py")
HOLE = "…"

# Streamlit's controls and our own functions whose first argument is what a person reads on them.
CONTROLS = {
    "button", "form_submit_button", "download_button", "link_button", "menu_button", "popover", "segmented_control",
    "pills", "selectbox", "multiselect", "radio", "checkbox", "toggle", "text_input", "text_area", "number_input",
    "date_input", "file_uploader", "expander", "tabs", "dialog", "open_panel", "choose", "choose_one",
    "choose_some", "link", "page_link", "drop_photos", "offer_book",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A text of the source and where it stands: 「views/paging.py:17」; parts filled in at run time are 「…」."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal raised in the source; sentence "" where it is only known at run time."""

    code: str
    sentence: str
    where: str


def controls(root: Path = ROOT) -> list[Found]:
    """The words on every control and link of the pages, and the options written beside them."""
    found = []
    for file, tree in _trees(SCREENS, root):
        known = _constants(tree)
        for call, scope in _calls(tree):
            if _name(call) not in CONTROLS or not call.args:
                continue
            local = known | _constants(scope)
            options = call.args[1] if len(call.args) > 1 else None
            given = [call.args[0], *_handed_in(call.args[0], scope, tree)]
            texts = [text for one in given for text in _texts(one, local)]
            for text in (*texts, *_options(options, local)):
                if _readable(text):
                    found.append(Found(_plain(text), f"{file}:{call.lineno}"))
    return found


def refusals(root: Path = ROOT) -> list[Refused]:
    """Every `Refusal(sentence, code=…)`, and what its subclasses say."""
    found = []
    for file, tree in _trees((*PARTS, *SCRIPTS), root):
        for call, scope in _calls(tree):
            code = next((word.value for word in call.keywords if word.arg == "code"), None)
            named = isinstance(code, ast.Constant)
            if not call.args or not (_name(call) == "Refusal" or (_name(call) == "__init__" and named)):
                continue
            if code is not None and not named:
                continue  # a table's own codes; the table itself is in the manual
            sentences = _texts(call.args[0], _constants(tree) | _constants(scope))
            said = sentences[0] if sentences else ""
            found.append(
                Refused(
                    str(code.value) if isinstance(code, ast.Constant) else "refused",
                    said,
                    f"{file}:{call.lineno}",
                )
            )
    return found


def commands(root: Path = ROOT) -> list[str]:
    """The commands of manage.py, as they are typed."""
    return [
        str(call.args[0].value)
        for _, tree in _trees(("command_line",), root)
        for call, _ in _calls(tree)
        if _name(call) == "command" and call.args and isinstance(call.args[0], ast.Constant)
    ]


def _trees(parts: tuple[str, ...], root: Path) -> Iterator[tuple[str, ast.Module]]:
    for part in parts:
        files = [root / part] if part.endswith(".py") else sorted((root / part).rglob("*.py"))
        for file in files:
            yield file.relative_to(root).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Every call with the function it stands in."""

    def walk(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.Call, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield child, scope
            yield from walk(child, child if isinstance(child, ast.FunctionDef) else scope)

    yield from walk(tree, tree)


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constants(scope: ast.AST) -> dict[str, ast.expr]:
    """Name → what it was last set to, within a module or a function."""
    known: dict[str, ast.expr] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            _remember(node.targets[0], node.value, known)
    return known


def _remember(target: ast.expr, worth: ast.expr, known: dict[str, ast.expr]) -> None:
    if isinstance(target, ast.Name):
        known[target.id] = worth
    elif isinstance(target, ast.Tuple) and isinstance(worth, ast.Tuple):
        for one, own in zip(target.elts, worth.elts, strict=False):
            _remember(one, own, known)


def _handed_in(node: ast.expr, scope: ast.AST, tree: ast.Module) -> Iterator[ast.expr]:
    """What the calls of a module hand to one of its own functions as the words of a control, also from one to the next."""
    if not isinstance(scope, ast.FunctionDef) or not isinstance(node, ast.Name):
        return
    names = [parameter.arg for parameter in (*scope.args.args, *scope.args.kwonlyargs)]
    if node.id not in names:
        return
    at = names.index(node.id)
    for call, caller in _calls(tree):
        if _name(call) == scope.name and caller is not scope:
            for given in (
                *call.args[at : at + 1],
                *(word.value for word in call.keywords if word.arg == node.id),
            ):
                yield given
                yield from _handed_in(given, caller, tree)


def _texts(node: ast.expr | None, known: dict[str, ast.expr], depth: int = 0) -> list[str]:
    """The texts an expression may be; [] for one that is only known at run time."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)]
    if isinstance(node, ast.IfExp):
        return _texts(node.body, known, depth) + _texts(node.orelse, known, depth)
    if isinstance(node, ast.Name) and node.id in known and depth < 3:
        return _texts(known[node.id], known, depth + 1)
    return []


def _options(node: ast.expr | None, known: dict[str, ast.expr], depth: int = 0) -> list[str]:
    """The options of a choice that are written in the source: a list, or a mapping's words."""
    if isinstance(node, ast.Name) and node.id in known and depth < 3:
        return _options(known[node.id], known, depth + 1)
    listed = node.elts if isinstance(node, (ast.List, ast.Tuple)) else getattr(node, "values", [])
    if not isinstance(listed, list):
        return []
    return [text for one in listed if isinstance(one, ast.expr) for text in _texts(one, known)]


def _readable(text: str) -> bool:
    """Chinese, and more than one sign beside a hole: a glyph or a blank needs no explanation."""
    said = text.replace(HOLE, "").replace(" ", "")
    return any("一" <= sign <= "鿿" for sign in said) and (len(said) >= 2 or HOLE not in text)


def _plain(text: str) -> str:
    return text.replace("**", "").strip("‹› ")
