"""Run payloads in a child process, with limits of its own; prints what each did as JSON.

Called as ``run_payloads.py FOLDER`` with a JSON list of ``[place, name, source]`` on stdin.
"""

import faulthandler
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "writers" / "docx"))
from frame_helper import frame, text_of
from frame_helper import render as fill_in

from generator.app.render import render
from generator.compose.build import build_document
from generator.errors import InputError
from generator.workspace import Workspace

_MEMORY = 500 * 1024 * 1024
# Only for what waits for ever: what works for long is measured by the processor's time.
_SECONDS = 100
_PLAN = {
    "nam_ke_hoach": 2027,
    "loai_van_ban": "huong_dan_ban_thuong_vu",
    "co_quan_ban_hanh": "ban_thuong_vu",
    "ngay_ban_hanh": "03/2027",
    "du_thao": True,
}
_WATCHED = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork",
            "socket.connect", "socket.getaddrinfo", "import", "ctypes.dlopen")  # fmt: skip

running = ""
broken: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note what no template may make happen."""
    if not running:
        return
    if event == "open" and "secret" in str(arguments[0]):
        broken.append(f"{running}: open {arguments[0]}")
    elif event in _WATCHED and event != "import":
        broken.append(f"{running}: {event}")


def run_plan(folder: Path, name: str, text: str) -> str:
    """Return the XML of a plan whose content is a text."""
    plan = folder / "plans" / "xa" / f"{name}.yaml"
    plan.write_text(json.dumps({**_PLAN, "noi_dung": text}), encoding="utf-8")
    built = build_document(plan, Workspace.open(folder))
    return text_of(render(built, "docx"))


def run_clause(folder: Path, name: str, text: str) -> str:
    """Return the XML of a plan that calls a clause with a text."""
    clause = folder / "templates" / "clauses" / f"{name}.md.j2"
    clause.write_text(text, encoding="utf-8")
    return run_plan(folder, f"c-{name}", f'# Mục\n\n{{{{ dieu_khoan("{name}") }}}}')


def run_frame(folder: Path, name: str, text: str) -> str:
    """Return the XML of a document made from a Word frame with a text."""
    del folder, name
    data = {
        "chu": "Việt Nam",
        "nam_ke_hoach": 2027,
        "ngay_ban_hanh": date(2027, 3, 1),
        "dieu_khoan": lambda ma: f"({ma})",
    }
    return text_of(fill_in(frame(text), data))


PLACES: dict[str, Callable[[Path, str, str], str]] = {
    "plan": run_plan,
    "clause": run_clause,
    "frame": run_frame,
}


def main() -> None:
    """Run the payloads of stdin, one after the other."""
    global running  # noqa: PLW0603  (the audit hook cannot be given anything)
    folder = Path(sys.argv[1])
    for run in PLACES.values():
        run(folder, "thu", "# Thử" if run is not run_frame else "Thử")
    _limit_memory()
    sys.addaudithook(watch)
    for place, name, source in json.load(sys.stdin):
        faulthandler.dump_traceback_later(_SECONDS, exit=True)
        running, started = f"{place} {name}", time.process_time()
        try:
            done = {"text": PLACES[place](folder, name, source)}
        except InputError as error:
            done = {
                "findings": [
                    [each.id, each.location.file, each.location.line, each.location.paragraph,
                     each.text()[:300]]
                    for each in error.findings[:5]
                ]
            }  # fmt: skip
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
            done = {"error": repr(error)[:300]}
        running = ""
        seconds = round(time.process_time() - started, 2)
        sys.stdout.write(json.dumps([place, name, {**done, "seconds": seconds}]) + "\n")
        sys.stdout.flush()
    faulthandler.cancel_dump_traceback_later()
    sys.stdout.write(json.dumps(["", "broken", broken]) + "\n")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
