/** Runs generated `lifted` functions under Python with torch. The interpreter is TRITON_LIFT_PYTHON, or else python3. */
import { execFileSync } from 'node:child_process';

const python = process.env.TRITON_LIFT_PYTHON ?? 'python3';

export const hasTorch = (() => {
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A tensor argument: contents of its storage, its shape and strides, and where in the storage it starts. */
export type TensorArgument = { readonly data: readonly number[]; readonly dtype: string; readonly shape: readonly number[]; readonly stride: readonly number[]; readonly offset?: number };

export type Run = { readonly source: string; readonly args: Readonly<Record<string, TensorArgument | number | boolean | null>>; readonly grid: readonly number[] };

/** For each written tensor: all of its new storage, shape and strides; or the error. */
export type Outcome =
  | { readonly error: string }
  | { readonly error: null; readonly outputs: Readonly<Record<string, { readonly storage: readonly number[]; readonly dtype: string; readonly shape: readonly number[]; readonly stride: readonly number[] }>> };

const driver = `
import json, sys, torch

def argument(value):
    if not isinstance(value, dict):
        return value
    numbers = [float(x) if isinstance(x, str) else x for x in value["data"]]
    flat = torch.tensor(numbers, dtype=torch.float64).to(getattr(torch, value["dtype"]))
    return flat.as_strided(value["shape"], value["stride"], value.get("offset", 0))

def plain(number):
    return number if number == number and abs(number) != float("inf") else str(number)

def outcome(run):
    scope = {}
    try:
        exec(run["source"], {}, scope)
        args = {name: argument(value) for name, value in run["args"].items()}
        before = {name: a.clone() for name, a in args.items() if isinstance(a, torch.Tensor)}
        outputs = scope["lifted"](args, tuple(run["grid"]))
        for name, old in before.items():
            assert torch.equal(args[name].to(torch.float64).nan_to_num(), old.to(torch.float64).nan_to_num()), "an argument was changed"
        result = {}
        for name, t in outputs.items():
            flat = t.as_strided((t.untyped_storage().nbytes() // t.element_size(),), (1,), 0)
            result[name] = {"storage": [plain(x) for x in flat.to(torch.float64).tolist()], "dtype": str(t.dtype), "shape": list(t.shape), "stride": list(t.stride())}
        return {"error": None, "outputs": result}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}

print(json.dumps([outcome(run) for run in json.load(sys.stdin)]))
`;

/** Runs all of them in one process. Infinities and NaN travel as text. */
export function runAll(runs: readonly Run[]): Outcome[] {
  const input = JSON.stringify(runs, (_, v: unknown) => (typeof v === 'number' && !Number.isFinite(v) ? String(v).replace('Infinity', 'inf') : v));
  const output = execFileSync(python, ['-c', driver], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  return (JSON.parse(output) as Outcome[]).map(o =>
    o.error !== null
      ? o
      : { error: null, outputs: Object.fromEntries(Object.entries(o.outputs).map(([k, v]) => [k, { ...v, storage: v.storage.map(n => Number(String(n).replace('inf', 'Infinity'))) }])) }
  );
}
