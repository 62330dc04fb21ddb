"""
Downloads the pinned packages of the suite with pip and unpacks their Python files into `.corpus/packages/`, which
git ignores: third-party code is read there and never committed. `python corpus/fetch.py [PACKAGE ...]`

Wheels that pip finds by its own settings (PIP_FIND_LINKS, an index) are used. mamba-ssm is a source archive whose
metadata needs torch and setuptools in this Python's environment; where it fails its rows are reported as not fetched.
"""
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STORE = HERE.parent / '.corpus'
ENVIRONMENT = {'MAMBA_SKIP_CUDA_BUILD': 'TRUE', 'MAMBA_FORCE_BUILD': 'TRUE'}


def download(name, version, wheels):
    """The archive of a pinned package, downloaded if it is not there; None where pip fails."""
    stem = f"{name.replace('-', '_')}-{version}"
    found = [path for path in wheels.iterdir() if path.name.startswith(stem)]
    if not found:
        command = [sys.executable, '-m', 'pip', 'download', '--no-deps', '--no-build-isolation', '--quiet', '--dest', str(wheels), f'{name}=={version}']
        done = subprocess.run(command, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True)
        if done.returncode:
            print(f'{name}=={version}: not fetched: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip failed"}')
            return None
        found = [path for path in wheels.iterdir() if path.name.startswith(stem)]
    return found[0] if found else None


def members(archive):
    """The Python files of a wheel or source archive, as (path inside the package, bytes)."""
    if archive.name.endswith('.whl'):
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if name.endswith('.py'):
                    yield name, wheel.read(name)
        return
    with tarfile.open(archive) as source:
        for member in source:
            if member.isfile() and member.name.endswith('.py'):
                yield member.name.partition('/')[2], source.extractfile(member).read()


def unpack(archive, target):
    """Writes the Python files of an archive below `target`; returns how many. Paths that leave it are refused."""
    count = 0
    for name, content in members(archive):
        path = (target / name).resolve()
        if not path.is_relative_to(target.resolve()):
            raise ValueError(f'{archive.name} has a path outside itself: {name}')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        count += 1
    return count


def main():
    pinned = json.loads((HERE / 'suite' / 'packages.json').read_text())
    wheels = STORE / 'wheels'
    wheels.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or pinned:
        target = STORE / 'packages' / f'{name}-{pinned[name]}'
        if target.exists():
            print(f'{name}=={pinned[name]}: there')
            continue
        archive = download(name, pinned[name], wheels)
        if archive is not None:
            print(f'{name}=={pinned[name]}: {unpack(archive, target)} Python files')


if __name__ == '__main__':
    main()
