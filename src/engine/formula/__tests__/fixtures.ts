/** Hand-built terms and lifted kernels for the printers' tests. */
import { fresh, int, Q, read, real, recur, reduce, TRUE, variable, type FoldName, type Term, type VariableTerm } from '../../term';
import { scalar, type DtypeName } from '../../triton/dtype';
import type { Argument, Lifted, Piece } from '../../symbolic/lifted';

export const n = variable('n', 'Int');
export const B = variable('B', 'Int');
export const nCols = variable('n_cols', 'Int');
export const a = variable('a', 'Real');
export const b = variable('b', 'Real');
export const c = variable('c', 'Real');
export const p = variable('p', 'Bool');
export const decimal = (numerator: number, denominator: number) => real(Q.rational(numerator, denominator));

/** op over k < extent, where guard, of body. */
export function fold(op: FoldName, extent: Term, body: (k: VariableTerm) => Term, guard: (k: VariableTerm) => Term = () => TRUE, carries = false): Term {
  const k = fresh('k', 'Int');
  return reduce(op, [{ variable: k, extent }], guard(k), body(k), carries ? k : null);
}

export const pointer = (name: string, dtype: DtypeName = 'fp32'): Argument => ({
  name,
  kind: 'pointer',
  sort: dtype === 'int1' ? 'Bool' : dtype.startsWith('int') || dtype.startsWith('uint') ? 'Int' : 'Real',
  dtype: scalar(dtype),
  none: false
});
export const integer = (name: string): Argument => ({ name, kind: 'scalar', sort: 'Int', dtype: scalar('int32'), none: false });
export const float = (name: string): Argument => ({ name, kind: 'scalar', sort: 'Real', dtype: scalar('fp32'), none: false });

const span = [1, 0, 1, 0] as const;

/** One piece per target, each over its own fresh indices; `coordinates` of reads are given back as addresses unless told. */
export function lifted(
  args: readonly Argument[],
  pieces: readonly { tensor: string; extents: readonly Term[]; where?: (...i: VariableTerm[]) => Term; address: (...i: VariableTerm[]) => Term; value: (...i: VariableTerm[]) => Term }[],
  coordinates: Lifted['coordinates'] = r => [r.address]
): Lifted {
  return {
    kernel: 'kernel',
    arguments: args,
    tensors: new Map(),
    coordinates,
    pieces: pieces.map((piece): Piece => {
      const indices = piece.extents.map(extent => ({ variable: fresh('i', 'Int'), extent }));
      const variables = indices.map(i => i.variable);
      return { tensor: piece.tensor, indices, where: piece.where?.(...variables) ?? TRUE, address: piece.address(...variables), coordinates: variables, value: piece.value(...variables), span };
    })
  };
}

export const x = (at: Term) => read('x', at, 'Real');
export const zero = int(0);

/** The state after `count` steps of s' = update(j, s). */
export const iterate = (count: Term, initial: Term, update: (j: Term, s: Term) => Term): Term => {
  const [j, state] = [fresh('j', 'Int'), fresh('s', initial.sort)];
  return recur(count, { index: j, states: [state], initial: [initial], updates: [update(j, state)] }, 0);
};
