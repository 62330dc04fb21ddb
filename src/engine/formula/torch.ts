/**
 * The executable formula: a self-contained Python function `lifted(args, grid)` that uses torch alone, computes in float64 and returns a
 * new tensor for each pointer that the kernel writes. All values are computed from the old contents before anything is written.
 */
import { and, freeVariables, lt, some, substitute, TRUE, type Term } from '../term';
import { GRID, type Lifted, type Piece } from '../symbolic/lifted';
import { describePiece } from './output';
import { NamePool, RESERVED_NAMES, stringLiteral } from './python';
import { helperNames, helperSources } from './torch-helpers';
import { TorchWriter } from './torch-expression';

const INDENT = '    ';
const indent = (lines: readonly string[]): string[] => lines.flatMap(l => l.split('\n')).map(l => (l === '' ? l : INDENT + l));

/** A piece with its indices on the first axes. */
type Placed = { readonly piece: Piece; readonly indices: readonly string[]; readonly address: Term; readonly value: Term; readonly where: Term };

/** Local names of scalar arguments and the lines that set them. */
function bindArguments(lifted: Lifted, names: NamePool): { variables: Map<string, string>; pointers: Map<string, string>; lines: string[] } {
  const variables = new Map<string, string>(GRID.map(g => [g, g]));
  const pointers = new Map<string, string>();
  const lines: string[] = [];
  for (const a of lifted.arguments) {
    const given = `args[${stringLiteral(a.name)}]`;
    if (a.kind === 'pointer') {
      pointers.set(a.name, given);
    } else if (!a.none && isMentioned(lifted, a.name)) {
      const local = names.claim(a.name);
      variables.set(a.name, local);
      lines.push(`${local} = ${{ Int: `int(${given})`, Bool: `bool(${given})`, Real: `torch.tensor(${given}, dtype=torch.float64, device=device)` }[a.sort]}`);
    }
  }
  for (const name of contentBounds(lifted)) {
    const buffer = pointers.get(name)!;
    const local = names.claim(`max_${name}`);
    variables.set(`max(${name})`, local);
    lines.push(`${local} = int(${buffer}.max()) if ${buffer}.numel() else -1`);
  }
  return { variables, pointers, lines };
}

/** Tensors whose greatest content bounds an index. */
const contentBounds = (lifted: Lifted): string[] =>
  lifted.arguments.filter(a => a.kind === 'pointer' && !a.none && isMentioned(lifted, `max(${a.name})`)).map(a => a.name);

function isMentioned(lifted: Lifted, name: string): boolean {
  const mentions = (t: Term): boolean => [...freeVariables(t)].some(v => v.name === name);
  return lifted.pieces.some(p => [p.where, p.address, p.value, ...p.indices.map(i => i.extent)].some(mentions));
}

function place(piece: Piece, writer: TorchWriter): Placed & { readonly variables: ReturnType<TorchWriter['axisVariable']>[] } {
  const map = new Map<Term, Term>();
  const variables = piece.indices.map((index, position) => {
    const v = writer.axisVariable(position, substitute(index.extent, map));
    map.set(index.variable, v);
    return v;
  });
  // An extent that varies with indices before it: the axis is as long as the longest.
  const bounds = variables.flatMap((v, k) => (some(piece.indices[k].extent, t => t.kind === 'read') ? [lt(v, substitute(piece.indices[k].extent, map))] : []));
  return { piece, variables, indices: [], address: substitute(piece.address, map), value: substitute(piece.value, map), where: and(substitute(piece.where, map), ...bounds) };
}

const docstring = (lifted: Lifted): string => {
  const formulas = lifted.pieces.map(piece => {
    const { target, text, domain } = describePiece(lifted, piece);
    return `${target} = ${text}${domain === '' ? '' : `  for ${domain}`}`;
  });
  return ['"""What the kernel leaves in each tensor that it writes:', '', ...formulas.map(f => INDENT + f), '"""'].join('\n').replace(/\\/g, '\\\\');
};

/** The Python source of `lifted`. */
export function torchSource(lifted: Lifted): string {
  const names = new NamePool([...RESERVED_NAMES, ...helperNames]);
  const bound = bindArguments(lifted, names);
  const writer = new TorchWriter(names, bound.variables, bound.pointers);
  const placed = lifted.pieces.map(piece => place(piece, writer));
  placed.forEach(p => [...p.variables, p.address, p.value, p.where].forEach(t => writer.count(t)));

  const stores = placed.map(p => {
    writer.line(`# ${describePiece(lifted, p.piece).target}`);
    const indices = writer.indexNames(p.variables);
    const where = p.where === TRUE ? 'True' : writer.write(p.where).text;
    return [p.piece.tensor, writer.write(p.address).text, writer.tensor(p.value), where, ...indices] as const;
  });
  const tensors = [...new Set(lifted.pieces.map(p => p.tensor))];
  const outputs = new Map(tensors.map(t => [t, names.claim(`new_${t}`)]));
  const body = [
    'import torch',
    '',
    'grid = (tuple(grid) + (1, 1, 1))[:3]',
    'device = next((a.device for a in args.values() if isinstance(a, torch.Tensor)), "cpu")',
    ...bound.lines
  ];
  const writes = [
    ...tensors.map(t => `${outputs.get(t)} = ${writer.use('flat')}(args[${stringLiteral(t)}]).clone()`),
    ...stores.map(([tensor, ...rest]) => `${writer.use('store')}(${[outputs.get(tensor), ...rest].join(', ')})`)
  ];
  const results = tensors.map(t => {
    const given = `args[${stringLiteral(t)}]`;
    return `${INDENT}${stringLiteral(t)}: ${outputs.get(t)}.as_strided(${given}.shape, ${given}.stride()),`;
  });
  const helpers = helperSources(writer.helpers, writer.rank).flatMap(source => ['', ...source.split('\n')]);
  return [
    'def lifted(args, grid):',
    ...indent([docstring(lifted), ...body, ...helpers, '', ...writer.lines, '', '# Everything above reads the old contents; only now are the new ones written.', ...writes, 'return {', ...results, '}']),
    ''
  ].join('\n');
}
