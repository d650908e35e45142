#!/usr/bin/env python3
"""A store under faults: what was acknowledged is there, whole; what was not is not there in part.

Usage: faults.py STORE_CHILD [--rounds N] [--seed N]

N times a process that writes is killed (-9) at a random moment. Then: killed while it erases, two writers at once, a
store that several make at once, a disk that is full, a file that may only be read. The last two use a small file system in memory where that may be mounted; else a
limit on the size of files, and rights.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

slips = []


def expect(holds, what):
    if not holds:
        slips.append(what)


def run(child, *words, **more):
    return subprocess.run([child, *map(str, words)], capture_output=True, text=True, timeout=120, check=False, **more)


def check(child, path, acknowledged, batch, where):
    """Every acknowledged batch stands whole under its number; every other one is whole or absent."""
    verified = run(child, "verify", path)
    expect(verified.returncode == 0, f"{where}: verify: {verified.stdout}{verified.stderr}")
    dumped = run(child, "dump", path)
    expect(dumped.returncode == 0, f"{where}: dump: {dumped.stderr}")
    found = [line.split(" ", 1) for line in dumped.stdout.splitlines()]
    last = {name: int(sequence) for sequence, name in found}
    for sequence, name in acknowledged:
        expect(last.get(name) == sequence, f"{where}: {name} was acknowledged as {sequence} and is {last.get(name)}")
    for name, count in Counter(name for _, name in found).items():
        expect(count == batch, f"{where}: {count} events of the {batch} of {name}")
    return len(found)


def acks(text):
    lines = text.split("\n")
    return [(int(n), name) for n, name in (line.split(" ") for line in lines[:-1])]


def kill_writers(child, folder, rounds, dice):
    batch = 3
    path = folder / "killed.db"
    acknowledged, silent = [], 0
    for i in range(rounds):
        with subprocess.Popen([child, "append", path, f"r{i}", "1000000", str(batch)], stdout=subprocess.PIPE, text=True) as process:
            text = "".join(process.stdout.readline() for _ in range(dice.choice((0, 0, 1, 2, 3, 5, 9))))
            time.sleep(dice.uniform(0, 0.012))
            process.send_signal(signal.SIGKILL)
            text += process.stdout.read()
        new = acks(text)
        silent += not new
        acknowledged += new
        if i % 10 == 9 or i == rounds - 1:
            check(child, path, acknowledged, batch, f"round {i}")
        if slips:
            break
    many = check(child, path, acknowledged, batch, "in the end")
    print(f"killed {rounds} times, {silent} of them before anything was acknowledged: {len(acknowledged)} batches acknowledged, all there; {many} events, none half")


def kill_erasers(child, folder, rounds, dice):
    marker = b"marker-of-k-4711"
    gone = 0
    for i in range(rounds):
        path = folder / f"erased{i}.db"
        run(child, "append", path, marker.decode(), 12, 3)
        with subprocess.Popen([child, "erase", path, "k"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            time.sleep(dice.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
            process.stdout.read()
        verified = run(child, "verify", path)
        expect(verified.returncode == 0, f"killed while erasing {i}: {verified.stdout}")
        events, tombstones, left = map(int, verified.stdout.split())
        expect((events, tombstones) in ((37, 0), (1, 37)), f"killed while erasing {i}: {events} events and {tombstones} tombstones")
        gone += tombstones > 0
        bytes_now = b"".join(p.read_bytes() for p in folder.glob(f"erased{i}.db*"))
        if tombstones and not left:
            expect(marker not in bytes_now, f"killed while erasing {i}: the marker is left, and nobody says so")
        again = run(child, "erase", path, "k")
        expect(again.returncode == 0 or "nothing about this person" in again.stderr, f"erasing again {i}: {again.stderr}")
        bytes_now = b"".join(p.read_bytes() for p in folder.glob(f"erased{i}.db*"))
        expect(marker not in bytes_now, f"erased {i}: the marker is left")
        expect(run(child, "verify", path).stdout.split() == ["1", "37", "0"], f"erased {i}: not as it should be")
    print(f"killed {rounds} times while erasing, {gone} of them after the rows were gone: erased by the next call, no byte left")


def two_writers(child, folder):
    path = folder / "two.db"
    run(child, "append", path, "first", 1, 1)
    many = 150
    writers = [subprocess.Popen([child, "append", path, f"w{i}", str(many), "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for i in range(2)]
    acknowledged = []
    for writer in writers:
        out, errors = writer.communicate(timeout=120)
        expect(writer.returncode == 0, f"two writers: {errors}")
        acknowledged += acks(out)
    expect(len(acknowledged) == 2 * many, f"two writers: {len(acknowledged)} acknowledged")
    expect(len({n for n, _ in acknowledged}) == 2 * many, "two writers: a sequence was given twice")
    check(child, path, acknowledged, 1, "two writers")
    order = [name[:2] for _, name in sorted(acknowledged)]
    turns = sum(a != b for a, b in zip(order, order[1:]))
    print(f"two writers at once: {len(acknowledged)} events, {turns} changes of turn")


def made_at_once(child, folder):
    """Several processes find no file and make it: one store comes of it."""
    for i in range(10):
        path = folder / f"made{i}.db"
        makers = [subprocess.Popen([child, "append", path, f"m{j}", "2", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for j in range(4)]
        acknowledged = []
        for maker in makers:
            out, errors = maker.communicate(timeout=120)
            expect(maker.returncode == 0, f"made at once: {errors}")
            acknowledged += acks(out)
        check(child, path, acknowledged, 2, "made at once")
    print("made by four processes at once, 10 times: one store each")


def mount(folder, size):
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False)
    return done.returncode == 0


def full_disk(child, folder):
    disk = folder / "disk"
    is_mounted = os.geteuid() == 0 and mount(disk, "1m")
    disk.mkdir(exist_ok=True)
    try:
        path = disk / "full.db"
        if is_mounted:
            (disk / "other").write_bytes(b"x" * 200_000)
            done = run(child, "append", path, "f", 100000, 3)
        else:
            done = run(child, "append", path, "f", 100000, 3, preexec_fn=lambda: (
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))))
        expect(done.returncode == 1 and ("the disk is full" in done.stderr or (not is_mounted and "cannot be read or written" in done.stderr)),
               f"full disk: {done.returncode} {done.stderr}")
        acknowledged = acks(done.stdout)
        expect(len(acknowledged) > 3, "full disk: nothing fitted")
        if is_mounted:
            (disk / "other").unlink()
        check(child, path, acknowledged, 3, "full disk")
        more = run(child, "append", path, "g", 1, 3)
        expect(more.returncode == 0, f"after the disk was full: {more.stderr}")
        check(child, path, acknowledged + acks(more.stdout), 3, "after the disk was full")
        print(f"disk full ({'file system of 1 MiB' if is_mounted else 'limit on the size of files'}): {len(acknowledged)} batches acknowledged, all there, and it goes on when there is room")
        if is_mounted:
            erase_on_a_full_disk(child, path, disk, 3 * (len(acknowledged) + 1) + 2)  # each of the two writers began with a consent
    finally:
        if is_mounted:
            subprocess.run(["umount", disk], check=False)


def erase_on_a_full_disk(child, path, disk, events):
    """Clearing the file needs room for a second copy. Without it the call says so; with it the next one finishes."""
    first = run(child, "erase", path, "k")
    verified = run(child, "verify", path)
    expect(verified.returncode == 0, f"erasing on a full disk: {verified.stdout}{verified.stderr}")
    there, tombstones, left = map(int, verified.stdout.split())
    expect((there, tombstones) in ((events, 0), (1, events)), f"erasing on a full disk: {there} events and {tombstones} tombstones")
    expect(first.returncode == 1, "erasing on a full disk: said to be done, without room for it")
    expect(tombstones == 0 or ("erased, but" in first.stderr and left), f"erasing on a full disk: {first.stderr}")
    subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
    again = run(child, "erase", path, "k")
    expect(again.returncode == 0, f"erasing when there is room again: {again.stderr}")
    expect(run(child, "verify", path).stdout.split() == ["1", str(events), "0"], "erased when there was room again: not as it should be")
    print(f"erasing on a full disk: {first.stderr.strip()} - and finished when there was room")


def read_only_file(child, folder):
    disk = folder / "fixed"
    is_mounted = os.geteuid() == 0 and mount(disk, "4m")
    if os.geteuid() == 0 and not is_mounted:
        print("a file that may only be read: left out, since nothing is forbidden to this user")
        return
    disk.mkdir(exist_ok=True)
    try:
        path = disk / "fixed.db"
        done = run(child, "append", path, "a", 3, 1)
        if is_mounted:
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        else:
            path.chmod(0o444)
            disk.chmod(0o555)
        refused = run(child, "append", path, "b", 1, 1)
        expect(refused.returncode == 1 and "can only be read" in refused.stderr, f"read only: {refused.returncode} {refused.stderr}")
        check(child, path, acks(done.stdout), 1, "read only")
        print("a file that may only be read: told, and read")
    finally:
        if is_mounted:
            subprocess.run(["umount", disk], check=False)
        else:
            disk.chmod(0o755)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("child")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261121)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kill_writers(given.child, folder, given.rounds, dice)
        kill_erasers(given.child, folder, max(5, given.rounds // 10), dice)
        two_writers(given.child, folder)
        made_at_once(given.child, folder)
        full_disk(given.child, folder)
        read_only_file(given.child, folder)
    for slip in slips[:20]:
        print(slip)
    print(f"{len(slips)} slips")
    return 1 if slips else 0


if __name__ == "__main__":
    raise SystemExit(main())
