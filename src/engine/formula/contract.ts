/** The launch contract in words, and as Python expressions that anyone can evaluate on a launch. */
import * as T from '../term';
import type { Term } from '../term';
import type { Precondition } from '../result';
import { GRID, type TensorDimension } from '../symbolic/lifted';
import type { Premise } from '../verify/contract';
import { nestings, spanOf } from '../verify/tensors';

/** Python over argument names, `grid`, and `t.max()` for the greatest content of an index tensor. Ints are exact. */
export function pythonExpression(t: Term): string {
  return python(t, 0);
}

const enum Level {
  Or = 1,
  And,
  Not,
  Compare,
  Sum,
  Product,
  Unary,
  Atom
}

function python(t: Term, least: number): string {
  const [text, level] = print(t);
  return level < least ? `(${text})` : text;
}

function print(t: Term): readonly [string, Level] {
  switch (t.kind) {
    case 'number':
      return [T.Q.toText(t.value), t.value.numerator < 0n ? Level.Unary : Level.Atom];
    case 'boolean':
      return [t.value ? 'True' : 'False', Level.Atom];
    case 'special':
      return [t.value === 'undefined' ? "float('nan')" : `float('${t.value}')`, Level.Atom];
    case 'variable': {
      const max = /^max\((.*)\)$/.exec(t.name);
      return [max ? `${max[1]}.max()` : t.name.replace(/\[\.\.\.\]$/, ''), Level.Atom];
    }
    case 'apply':
      return application(t);
    default:
      return ['None', Level.Atom];
  }
}

function application(t: T.ApplyTerm): readonly [string, Level] {
  const [a, b] = t.args;
  const binary = (op: string, level: Level, right: Level = level + 1): readonly [string, Level] => [`${python(a, level)} ${op} ${python(b, right)}`, level];
  switch (t.op) {
    case 'add':
      return [sum(t), Level.Sum];
    case 'mul': {
      const negative = t.args.some(x => T.isValue(x, -1));
      const factors = t.args.filter(x => !T.isValue(x, -1)).map(x => python(x, Level.Product + 1));
      return negative ? [`-${factors.join(' * ')}`, Level.Unary] : [factors.join(' * '), Level.Product];
    }
    case 'floordiv':
      return binary('//', Level.Product);
    case 'mod':
      return binary('%', Level.Product);
    case 'truncdiv': {
      const [x, y] = [python(a, Level.Product), python(b, Level.Product + 1)];
      return [`(${x} // ${y} if ${python(a, Level.Sum)} >= 0 else -(-${python(a, Level.Unary)} // ${y}))`, Level.Atom];
    }
    case 'lt':
      return [`${python(a, Level.Compare + 1)} < ${python(b, Level.Compare + 1)}`, Level.Compare];
    case 'le':
      return [`${python(a, Level.Compare + 1)} <= ${python(b, Level.Compare + 1)}`, Level.Compare];
    case 'eq':
      return [`${python(a, Level.Compare + 1)} == ${python(b, Level.Compare + 1)}`, Level.Compare];
    case 'not':
      return T.isApply(a, 'eq') ? [`${python(a.args[0], Level.Compare + 1)} != ${python(a.args[1], Level.Compare + 1)}`, Level.Compare] : [`not ${python(a, Level.Not)}`, Level.Not];
    case 'and':
      return [t.args.map(x => python(x, Level.Not)).join(' and '), Level.And];
    case 'or':
      return [t.args.map(x => python(x, Level.And)).join(' or '), Level.Or];
    case 'max2':
    case 'min2':
      return [`${t.op === 'max2' ? 'max' : 'min'}(${t.args.map(x => python(x, 0)).join(', ')})`, Level.Atom];
    case 'toreal':
      return print(a);
    case 'select':
      return [`(${python(t.args[1], Level.Or)} if ${python(a, Level.Or)} else ${python(t.args[2], Level.Or)})`, Level.Atom];
    default:
      return [`${t.op}(${t.args.map(x => python(x, 0)).join(', ')})`, Level.Atom];
  }
}

/** Positive summands first, then what is taken away. */
function sum(t: T.ApplyTerm): string {
  const parts = t.args.map(x => {
    const m = T.monomials(x)[0];
    const negative = x.sort === 'Int' && m !== undefined && m.coefficient < 0n;
    return { negative, text: python(negative ? T.neg(x) : x, Level.Product) };
  });
  const ordered = [...parts.filter(p => !p.negative), ...parts.filter(p => p.negative)];
  return ordered.map((p, k) => (k === 0 ? (p.negative ? `-${p.text}` : p.text) : p.negative ? ` - ${p.text}` : ` + ${p.text}`)).join('');
}


const tileCount = (bound: Term, size: Term): string => (size === T.ONE ? python(bound, Level.Sum) : `cdiv(${python(bound, 0)}, ${python(size, 0)})`);

/** bound ≤ programs · size, as programs ≥ cdiv(bound, size). */
const covering = (bound: Term, programs: Term, size: Term): string => `${python(programs, Level.Sum)} >= ${tileCount(bound, size)}`;

/** A factor of a number of programs; 1 + (n − 1) // B is written cdiv(n, B). */
function tiles(t: Term): string {
  const rest = T.sub(t, T.ONE);
  if (T.isApply(rest, 'floordiv') || T.isApply(rest, 'truncdiv')) {
    return `cdiv(${python(T.add(rest.args[0], T.ONE), 0)}, ${python(rest.args[1], 0)})`;
  }
  return python(t, Level.Product + 1);
}

/** That some order of the dimensions nests: each stride exceeds what the smaller ones reach. */
function noOverlap(dimensions: readonly TensorDimension[]): string {
  const nested = nestings(dimensions).map(order =>
    order
      .map((d, k) => (d.stride === T.ONE ? null : `${python(d.stride, Level.Sum)} >= ${python(spanOf(order.slice(k + 1)), Level.Sum)}`))
      .filter(c => c !== null)
      .join(' and ')
  );
  const unique = [...new Set(nested)];
  return unique.length === 1 ? unique[0] : unique.map(c => `(${c})`).join(' or ');
}

/** Element-wise Python over a tensor: `&`, `|` and `~` for the connectives. */
function elementwise(t: Term): string {
  if (T.isApply(t, 'and') || T.isApply(t, 'or')) {
    return t.args.map(a => `(${elementwise(a)})`).join(t.op === 'and' ? ' & ' : ' | ');
  }
  if (T.isApply(t, 'not') && !T.isApply(t.args[0], 'eq')) {
    return `~(${elementwise(t.args[0])})`;
  }
  return pythonExpression(t);
}

/** @param sizes terms that are positive anyway. */
function describe(p: Premise, sizes: ReadonlySet<Term>): { text: string; expr: string } {
  const same = (expr: string) => ({ text: expr, expr });
  switch (p.kind) {
    case 'positive':
      return same(`${pythonExpression(p.term)} >= 1`);
    case 'nonnegative':
      return same(`${pythonExpression(p.term)} >= 0`);
    case 'positive-real':
      return same(`${pythonExpression(p.term)} > 0`);
    case 'covering':
      return same(covering(p.bound, p.programs, p.size));
    case 'tight':
      return same(`${python(p.programs, Level.Sum)} <= ${tileCount(p.bound, p.size)}`);
    case 'exact-grid':
      return same(`${python(p.programs, Level.Compare + 1)} == ${tiles(p.rows)} * ${tiles(p.columns)}`);
    case 'content-below':
      return { text: `all contents of ${p.buffer} are below ${python(p.bound, Level.Sum)}`, expr: `(${p.buffer} < ${python(p.bound, Level.Sum)}).all()` };
    case 'one-block':
      return same(`${python(p.bound, Level.Sum)} <= ${python(p.block, Level.Sum)}`);
    case 'divides':
      return same(`${python(p.total, Level.Product)} % ${python(p.divisor, Level.Product + 1)} == 0`);
    case 'no-overlap': {
      const expr = noOverlap(p.dimensions);
      return { text: `the elements of ${p.tensor} do not overlap: ${expr}`, expr };
    }
    case 'fits': {
      const extents = p.dimensions.map(d => python(d.extent, p.dimensions.length > 1 ? Level.Product : 0)).join(' × ');
      const strides = p.dimensions.map(d => pythonExpression(d.stride));
      const strided = strides.length === 1 && strides[0] === '1' ? '' : `, strides (${strides.join(', ')})`;
      const signs = p.dimensions.filter(d => !sizes.has(d.stride)).map(d => `${python(d.stride, Level.Sum)} >= 0`);
      return { text: `${p.tensor} holds ${extents} elements${strided}`, expr: [...signs, `${python(spanOf(p.dimensions), Level.Sum)} <= span(${p.tensor})`].join(' and ') };
    }
    case 'content': {
      const allowed = `${p.buffer} >= 0`;
      const expr = p.when === T.TRUE ? `(${allowed}).all()` : `((${allowed}) | ${elementwiseNot(p.when)}).all()`;
      return { text: p.when === T.TRUE ? `all contents of ${p.buffer} are at least 0` : `contents of ${p.buffer} are at least 0 where ${elementwise(p.when)}`, expr };
    }
    case 'injective':
      return { text: `no content of ${p.buffer} occurs twice`, expr: `is_injective(${p.buffer})` };
    case 'sorted':
      return { text: `${p.buffer} is sorted`, expr: `is_sorted(${p.buffer})` };
    case 'segments-within':
      return { text: `no segment of ${p.buffer} is longer than ${python(p.bound, Level.Sum)}`, expr: `(${p.buffer}[1:] - ${p.buffer}[:-1] <= ${python(p.bound, Level.Sum)}).all()` };
    case 'int32':
      return { text: `${python(p.bound, Level.Sum)} < 2**31`, expr: `${python(p.bound, Level.Sum)} < 2**31` };
    case 'claim':
      return same(pythonExpression(p.statement));
    default:
      return T.never(p);
  }
}

const elementwiseNot = (t: Term): string => (T.isApply(t, 'not') ? `(${elementwise(t.args[0])})` : `~(${elementwise(t)})`);

/** Size premises of the grid itself say nothing: a launch has at least one program. */
const isTrivial = (p: Premise): boolean => p.kind === 'positive' && p.term.kind === 'variable' && (GRID as readonly string[]).includes(p.term.name);

/** What a reader checks first comes first. */
const ORDER: readonly Premise['kind'][] = ['one-block', 'divides', 'claim', 'covering', 'exact-grid', 'tight', 'content', 'content-below', 'sorted', 'segments-within', 'injective', 'nonnegative', 'positive-real', 'fits', 'no-overlap', 'int32', 'positive'];

export function preconditionsOf(premises: readonly Premise[]): Precondition[] {
  const shown = premises.filter(p => !isTrivial(p));
  const known = new Set<Term>([T.ONE, ...premises.flatMap(p => (p.kind === 'positive' ? [p.term] : []))]);
  const sizes = shown.filter(p => p.kind === 'positive').map(p => describe(p, known).expr.replace(/ >= 1$/, ''));
  const positive: Precondition[] =
    sizes.length === 0 ? [] : [{ text: `${sizes.join(', ')} >= 1`, expr: sizes.map(n => `${n} >= 1`).join(' and '), because: 'sizes are positive', unusual: false }];
  const rest = shown.filter(p => p.kind !== 'positive').sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const stated = (p: Premise): Precondition => {
    const { text, expr } = describe(p, known);
    return { text, expr: exact(expr), because: p.because, unusual: p.unusual };
  };
  return [...rest.map(stated), ...positive];
}

/** A content as a Python integer: as an element of a tensor of 32 bits it would wrap, and be compared with a wrapped 2**31. */
const exact = (expr: string): string => expr.replace(/\b\w+\.max\(\)/g, 'int($&)');

