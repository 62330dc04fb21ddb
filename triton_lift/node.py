"""The engine without a front end: one Node process, kept warm, that answers lines of JSON."""

import atexit
import json
import shutil
import subprocess
import threading
from pathlib import Path

from .errors import LiftError

_ENGINE = Path(__file__).parent / "engine" / "cli.js"
_LEAST_NODE = 20

_NO_NODE = (
    "no front end with the triton-lift extension answered, and Node.js was not found. Either open the notebook in JupyterLab "
    f"with the extension, or install Node.js {_LEAST_NODE} or newer (https://nodejs.org) so that `node` is on the PATH."
)


class NodeEngine:
    """A process for lifts, started with the first one. Requests are answered one at a time."""

    def __init__(self):
        self._process = None
        self._lock = threading.Lock()
        self._next_id = 1

    def lift(self, job):
        """The document for a job; raises LiftError when there is none."""
        with self._lock:
            results, solver = [], ""
            for kernel in job["kernels"] or [None]:
                answer = self._ask({"source": job["source"], "kernel": kernel, "set": job.get("set")})
                results += answer["results"]
                solver = answer.get("solver", solver)
        return {"results": results, "solver": solver}

    def close(self):
        """Ends the process; the next lift starts another."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()

    def _ask(self, request):
        process = self._running()
        request_id, self._next_id = self._next_id, self._next_id + 1
        try:
            process.stdin.write(json.dumps({"id": request_id, **request}) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                message = json.loads(line)
                if message.get("id") == request_id and message["kind"] != "progress":
                    return self._checked(message)
        except BaseException as error:
            # An interrupted or broken conversation cannot be resumed: the next answer would be read as this one's.
            if not isinstance(error, LiftError):
                self.close()
            if isinstance(error, BrokenPipeError):
                raise LiftError("the engine's Node process ended unexpectedly") from error
            raise
        status = process.wait()
        self.close()
        raise LiftError(f"the engine's Node process ended with status {status} before it answered")

    @staticmethod
    def _checked(message):
        if message["kind"] == "failure":
            prefix = "" if message["expected"] else "a bug in triton-lift: "
            raise LiftError(prefix + message["message"], message.get("span"))
        return message

    def _running(self):
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [find_node(), str(_ENGINE), "--serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._process


def find_node():
    """The path of a Node that is new enough; raises LiftError, saying what to do, when there is none."""
    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        raise LiftError(_NO_NODE)
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20).stdout.strip()
        major = int(version.lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise LiftError(f"{node} does not tell its version: is it Node.js?") from error
    if major < _LEAST_NODE:
        raise LiftError(f"Node.js {_LEAST_NODE} or newer is needed, {node} is {version}.")
    if not _ENGINE.exists():
        raise LiftError(f"{_ENGINE} is missing: in a checkout, run `npm run build:cli` first.")
    return node


engine = NodeEngine()
atexit.register(engine.close)
