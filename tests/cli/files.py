#!/usr/bin/env python3
"""Files are whole or not there, nobody's file is overwritten, and a reader that goes away stops the work.

Usage: files.py PROGRAM SOURCE_DIR [--sanitized]

--sanitized: the program was built with a sanitizer, which takes more memory than the test of memory allows; that part is left
out.
"""

import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AS_OF = ["--as-of", "2026-11-21"]
HEAD = "编号,性别,年龄,身高,体重,收缩压,舒张压,疾病\n"
slips = []


def expect(holds, what):
    if not holds:
        slips.append(what)


def sheet(path, rows, bad_every=0):
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for i in range(1, rows + 1):
            height = "x" if bad_every and i % bad_every == 0 else "170"
            out.write(f"A{i},{'男' if i % 2 else '女'},{20 + i % 60},{height},65,120,80,无\n")


def run(program, arguments, folder, **more):
    return subprocess.run([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False, **more)


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def nothing_is_overwritten(program, folder):
    sheet(folder / "s.csv", 3, bad_every=2)
    (folder / "link.csv").symlink_to("s.csv")
    before = (folder / "s.csv").read_bytes()
    for arguments in (["-o", "s.csv"], ["-o", "./s.csv"], ["-o", "link.csv"], ["-o", "o.csv", "--rejects", "s.csv"]):
        done = run(program, ["score", "s.csv", *arguments, *AS_OF], folder)
        expect(done.returncode == 2 and b"same file" in done.stderr, f"score {arguments}: {done.returncode} {done.stderr!r}")
    # The side file that is named after the result may be the sheet itself.
    (folder / "x.rejected.csv").write_bytes(before)
    done = run(program, ["score", "x.rejected.csv", "-o", "x.csv", *AS_OF], folder)
    expect(done.returncode == 2, f"the default side file is the input: {done.returncode}")
    expect((folder / "s.csv").read_bytes() == before and (folder / "x.rejected.csv").read_bytes() == before, "an input was overwritten")
    (folder / "r.json").write_text("{}")
    done = run(program, ["report", "r.json", "-o", "r.json"], folder)
    expect(done.returncode == 2 and (folder / "r.json").read_text() == "{}", f"report over its input: {done.returncode}")


def both_files_or_none(program, folder):
    sheet(folder / "s.csv", 3, bad_every=2)
    done = run(program, ["score", "s.csv", "-o", "o.csv", "--rejects", "none/r.csv", *AS_OF], folder)
    expect(done.returncode == 3 and names(folder) == ["s.csv"], f"an unwritable side file: {done.returncode} {names(folder)}")
    expect(done.stderr.count(b"none/r.csv") == 1, f"the path stands once in: {done.stderr!r}")
    # Yesterday's side file does not stand beside today's clean result.
    run(program, ["score", "s.csv", "-o", "o.csv", *AS_OF], folder)
    expect(len((folder / "o.rejected.csv").read_text(encoding="utf-8").splitlines()) == 2, "a side file with one refused cell")
    sheet(folder / "s.csv", 3)
    done = run(program, ["score", "s.csv", "-o", "o.csv", *AS_OF], folder)
    expect(done.returncode == 0 and len((folder / "o.rejected.csv").read_text(encoding="utf-8").splitlines()) == 1, "the side file of a clean run keeps its header only")


def threads_do_not_show(program, folder):
    sheet(folder / "s.csv", 5000, bad_every=7)
    for n in ("1", "5"):
        run(program, ["score", "s.csv", "-o", f"o{n}.csv", "--threads", n, *AS_OF], folder)
    expect((folder / "o1.csv").read_bytes() == (folder / "o5.csv").read_bytes(), "1 and 5 threads: other results")
    expect((folder / "o1.rejected.csv").read_bytes() == (folder / "o5.rejected.csv").read_bytes(), "1 and 5 threads: other side files")


def signals_leave_nothing(program, folder):
    sheet(folder / "s.csv", 400000)
    for what, arguments in (("score", ["score", "s.csv", "-o", "o.csv", *AS_OF]), ("run", ["run", "s.csv", "-o", "out", *AS_OF])):
        for number in (signal.SIGINT, signal.SIGTERM):
            with subprocess.Popen([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
                for _ in range(500):  # until it has begun to write
                    if len(names(folder)) > 1 or child.poll() is not None:
                        break
                    time.sleep(0.02)
                child.send_signal(number)
                child.wait(60)
            expect(child.returncode == -number, f"{what}: ended with {child.returncode} after signal {number}")
            expect(names(folder) == ["s.csv"], f"{what}: left behind {names(folder)}")


def a_pipe_that_closes(program, folder):
    sheet(folder / "s.csv", 400000)
    begin = time.monotonic()
    with subprocess.Popen([program, "score", "s.csv", "-o", "-", *AS_OF], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        expect(child.stdout.readline().startswith(b"row,id"), "the header comes first")
        child.stdout.readline()
        child.stdout.close()
        child.wait(60)
    expect(child.returncode == -signal.SIGPIPE, f"a closed pipe: ended with {child.returncode}")
    expect(names(folder) == ["s.csv"], f"a closed pipe: left behind {names(folder)}")
    return time.monotonic() - begin


def memory_does_not_grow(program, folder):
    """Rows are not held; of each only its number is, to find one that stands twice."""
    sheet(folder / "big.csv", 60000)
    done = run(program, ["score", "big.csv", "-o", "o.csv", "--threads", "2", *AS_OF], folder,
               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (96 << 20, 96 << 20)))
    expect(done.returncode == 0, f"60,000 rows in 96 MiB: {done.returncode} {done.stderr[-200:]!r}")


def folders(program, folder):
    people = '[{"as_of": "2026-11-21", "person": {"id": "A", "age_years": 30}}, {"as_of": "2026-11-21", "person": {"id": "A-professional", "age_years": 31}},' \
             ' {"as_of": "2026-11-21", "person": {"id": "index", "age_years": 32}}, {"as_of": "2026-11-21", "person": {"age_years": 33}},' \
             ' {"as_of": "2026-11-21", "person": {"id": "row-4", "age_years": 34}}]'
    (folder / "p.json").write_text(people)
    done = run(program, ["run", "p.json", "-o", "out"], folder)
    pages = [n for n in names(folder / "out") if n.endswith(".html")]
    expect(done.returncode == 0 and len(pages) == 11 and len({n.casefold() for n in pages}) == 11, f"5 people, 10 pages and the index: {pages}")
    index = (folder / "out/index.html").read_text(encoding="utf-8")
    expect(all(n == "index.html" or n.replace("%", "%25") in index for n in pages), "the index names every page")
    (folder / "one.json").write_text('{"as_of": "2026-11-21", "person": {"id": "Z", "age_years": 30}}')
    (folder / "out/notes.txt").write_text("mine")
    before = names(folder / "out")
    done = run(program, ["run", "one.json", "-o", "out"], folder)
    expect(done.returncode == 3 and names(folder / "out") == before, f"a folder that is not empty: {done.returncode}")
    done = run(program, ["run", "one.json", "-o", "out/", "--force"], folder)
    after = names(folder / "out")
    expect(done.returncode == 0 and after == ["Z-professional.html", "Z.html", "index.html", "lists.txt", "notes.txt", "people.csv", "results.jsonl"], f"replaced: {after}")
    (folder / "empty").mkdir()
    done = run(program, ["run", "one.json", "-o", "empty", "--no-reports"], folder)
    expect(done.returncode == 0 and names(folder / "empty") == ["index.html", "lists.txt", "people.csv", "results.jsonl"], f"an empty folder: {names(folder / 'empty')}")
    expect(names(folder) == ["empty", "one.json", "out", "p.json"], f"left behind: {names(folder)}")


def main():
    program = str(Path(sys.argv[1]).resolve())
    parts = (nothing_is_overwritten, both_files_or_none, threads_do_not_show, signals_leave_nothing, a_pipe_that_closes, memory_does_not_grow, folders)
    if "--sanitized" in sys.argv[3:]:
        parts = tuple(part for part in parts if part is not memory_does_not_grow)
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            part(program, Path(folder))
    for slip in slips:
        print(slip)
    print(f"{len(parts)} parts, {len(slips)} slips")
    sys.exit(1 if slips else 0)


main()
