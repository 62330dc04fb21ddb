/** PyTorch expressions over concrete arguments, evaluated in one process of Python. */
import { execFileSync } from 'node:child_process';
import { fill, maskedTensor } from '../template';
import type { Launch } from './launches';

const python = process.env.TRITON_LIFT_PYTHON ?? 'python3';

const driver = `
import json, math, sys, torch

def argument(role, values):
    if role in ("function", "operand"):
        tensor = torch.tensor(values, dtype=torch.float64)
        return tensor if role == "function" else tensor[0]
    if role == "guard":
        return torch.tensor(values) == 1
    return torch.tensor(int(values[0])) if role == "integer" else int(values[0]) if role == "extent" else values[0]

def plain(number):
    return number if math.isfinite(number) else str(number)

def evaluated(request):
    scope = {f"_{name}": argument(*value) for name, value in request["args"].items()}
    try:
        result = eval(request["text"], {"torch": torch}, scope)
        return [plain(x) for x in torch.as_tensor(result).to(torch.float64).reshape(-1).tolist()]
    except Exception as error:
        return f"{type(error).__name__}: {error}"

print(json.dumps([evaluated(r) for r in json.load(sys.stdin)]))
`;

export type Request = { readonly torch: string; readonly launch: Launch };

/** What PyTorch says of each: the values, or its error. The template's parameters are those of the launch. */
export function evaluateInTorch(requests: readonly Request[]): (readonly number[] | string)[] {
  const input = requests.map(({ torch, launch }) => ({
    text: fill(torch, {
      part: name => (name === 'dim' ? '0' : launch.args.has(name) ? `_${name}` : null),
      isWhole: guard => launch.args.get(guard)?.values.every(v => v === 1) ?? false,
      masked: maskedTensor
    }),
    args: Object.fromEntries([...launch.args].filter(([, a]) => a.role !== 'index').map(([name, a]) => [name, [a.isTruth ? 'guard' : a.role, a.values]]))
  }));
  const output = execFileSync(python, ['-W', 'ignore', '-c', driver], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 26 });
  return (JSON.parse(output) as (readonly (number | string)[] | string)[]).map(r => (typeof r === 'string' ? r : r.map(v => Number(String(v).replace('inf', 'Infinity')))));
}
