/**
 * The mutation operators: ways in which kernels are written wrong by people. An operator looks at one place and proposes edits;
 * each edit alone makes a mutant. What it makes need not be valid: then the mutant is turned away, which is right too.
 */
import type { Span } from '../../src/engine/span';
import type { Expr, Keyword, Statement } from '../../src/engine/triton/syntax';
import { between, type Place, type SourceText } from './places';

export type Edit = { readonly span: Span; readonly text: string };

export type MutationOperator = { readonly name: string; readonly edits: (place: Place, source: SourceText) => readonly Edit[] };

type Call = Extract<Expr, { kind: 'call' }>;
type Binary = Extract<Expr, { kind: 'binary' }>;
type Compare = Extract<Expr, { kind: 'compare' }>;

/** Names of calls, without the module, and what each is mistaken for. */
const CONFUSED_CALLS: Readonly<Record<string, readonly string[]>> = {
  sum: ['max'], max: ['min', 'sum'], min: ['max'], maximum: ['minimum'], minimum: ['maximum'],
  exp: ['exp2'], exp2: ['exp'], log: ['log2'], log2: ['log'], sqrt: ['rsqrt'], rsqrt: ['sqrt'], argmax: ['argmin'],
  atomic_add: ['atomic_max', 'store'], atomic_max: ['atomic_min'], cumsum: ['cumprod'], num_programs: ['program_id']
};

const CONFUSED_OPERATORS: Readonly<Partial<Record<Binary['op'], string>>> = { '+': '-', '-': '+', '*': '/', '/': '*', '//': '%', '%': '//', '&': '|', '|': '&' };

const CONFUSED_COMPARISONS: Readonly<Partial<Record<Compare['ops'][number], string>>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==' };

/** Loads, stores and atomics: what a mask and `other` belong to. */
const ACCESSES = /^(load|store|atomic_\w+)$/;
/** Folds and index questions that take an axis, with the position of that argument. */
const AXIS_ARGUMENT: Readonly<Record<string, number>> = { program_id: 0, num_programs: 0, sum: 1, max: 1, min: 1, argmax: 1, argmin: 1, cumsum: 1, reduce: 1, associative_scan: 1, expand_dims: 1 };
/** Calls with two arguments that are taken one for the other: the position of the first. */
const SWAPPED_ARGUMENTS: Readonly<Record<string, number | undefined>> = { where: 1, dot: 0 };
const LOOP_RANGES: ReadonlySet<string> = new Set(['range', 'static_range']);

const calledName = (call: Call): string => (call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : '');
const keyword = (call: Call, name: string): Keyword | undefined => call.keywords.find(k => k.name === name);

const onCall = (edits: (call: Call, source: SourceText) => readonly Edit[]): MutationOperator['edits'] =>
  (place, source) => (place.kind === 'expression' && place.expr.kind === 'call' ? edits(place.expr, source) : []);

const onBinary = (edits: (expr: Binary, source: SourceText) => readonly Edit[]): MutationOperator['edits'] =>
  (place, source) => (place.kind === 'expression' && place.expr.kind === 'binary' ? edits(place.expr, source) : []);

const onCompare = (edits: (expr: Compare, source: SourceText) => readonly Edit[]): MutationOperator['edits'] =>
  (place, source) => (place.kind === 'expression' && place.expr.kind === 'compare' ? edits(place.expr, source) : []);

const onStatement = (edits: (statement: Statement, source: SourceText) => readonly Edit[]): MutationOperator['edits'] =>
  (place, source) => (place.kind === 'statement' ? edits(place.statement, source) : []);

const braced = (expr: Expr, source: SourceText): string => `(${source.of(expr.span)})`;
const shifted = (expr: Expr, source: SourceText, by: string): Edit => ({ span: expr.span, text: `(${braced(expr, source)} ${by})` });
const onlyLeft = (expr: Binary, source: SourceText): Edit => ({ span: expr.span, text: braced(expr.left, source) });
const onlyRight = (expr: Binary, source: SourceText): Edit => ({ span: expr.span, text: braced(expr.right, source) });

/** An operator sign replaced where it stands, between its operands. */
function resigned(left: Expr, right: Expr, sign: string, other: string, source: SourceText): Edit[] {
  const gap = between(left.span, right.span);
  const text = source.of(gap);
  return text.includes(sign) ? [{ span: gap, text: text.replace(sign, () => other) }] : [];
}

/** A keyword argument taken out, with the comma before it. */
function withoutKeyword(call: Call, name: string, source: SourceText): Edit[] {
  const found = keyword(call, name);
  if (!found) {
    return [];
  }
  const before = [...call.args.map(a => a.span), ...call.keywords.map(k => k.span)].filter(s => s[0] < found.span[0] || (s[0] === found.span[0] && s[1] < found.span[1]));
  const last = before.sort((a, b) => a[2] - b[2] || a[3] - b[3]).at(-1);
  if (!last) {
    return [];
  }
  // A braced argument before it keeps its closing brace.
  const closing = source.of(between(last, found.span)).split(',')[0];
  return [{ span: [last[2], last[3], found.span[2], found.span[3]], text: closing }];
}

const infinite = (text: string): boolean => /inf/.test(text);

/** Another value of the same kind for a literal. */
function otherNumber(expr: Expr): string[] {
  if (expr.kind === 'integer') {
    return [String(expr.value + 1n)];
  }
  if (expr.kind !== 'float') {
    return [];
  }
  const other = String(Number(expr.text) === 0 ? 1 : Number(expr.text) * 2);
  return [/[.e]/.test(other) ? other : `${other}.0`];
}

export const MUTATION_OPERATORS: readonly MutationOperator[] = [
  { name: 'comparison off by one', edits: onCompare((e, s) => (/^[<>]/.test(e.ops[0]) ? [shifted(e.operands[1], s, '- 1'), shifted(e.operands[1], s, '+ 1')] : [])) },
  {
    name: 'comparison strict or not',
    edits: onCompare((e, s) => e.ops.flatMap((op, k) => (CONFUSED_COMPARISONS[op] ? resigned(e.operands[k], e.operands[k + 1], op, CONFUSED_COMPARISONS[op], s) : [])))
  },
  { name: 'mask dropped', edits: onCall((c, s) => (ACCESSES.test(calledName(c)) ? withoutKeyword(c, 'mask', s) : [])) },
  { name: 'part of a mask dropped', edits: onBinary((e, s) => (e.op === '&' || e.op === '|' ? [onlyLeft(e, s), onlyRight(e, s)] : [])) },
  { name: 'other dropped', edits: onCall((c, s) => withoutKeyword(c, 'other', s)) },
  {
    name: 'other changed',
    edits: onCall((c, s) => {
      const other = keyword(c, 'other');
      return other ? [{ span: other.value.span, text: infinite(s.of(other.value.span)) ? '0.0' : '1' }] : [];
    })
  },
  {
    name: 'initial value changed',
    edits: onCall((c, s) => {
      switch (calledName(c)) {
        case 'zeros':
          return [{ span: c.span, text: `(${s.of(c.span)} + 1)` }];
        case 'float':
          return [{ span: c.span, text: '0.0' }];
        case 'full':
          return c.args.length > 1 ? [{ span: c.args[1].span, text: infinite(s.of(c.args[1].span)) ? '0.0' : `(${s.of(c.args[1].span)} + 1)` }] : [];
        default:
          return [];
      }
    })
  },
  {
    name: 'axis changed',
    edits: onCall(c => {
      const axis = keyword(c, 'axis')?.value ?? (calledName(c) in AXIS_ARGUMENT ? c.args[AXIS_ARGUMENT[calledName(c)]] : undefined);
      return axis?.kind === 'integer' ? [{ span: axis.span, text: axis.value === 0n ? '1' : '0' }] : [];
    })
  },
  { name: 'factor dropped', edits: onBinary((e, s) => (e.op === '*' ? [onlyLeft(e, s), onlyRight(e, s)] : e.op === '/' || e.op === '//' || e.op === '%' ? [onlyLeft(e, s)] : [])) },
  { name: 'summand dropped', edits: onBinary((e, s) => (e.op === '+' ? [onlyLeft(e, s), onlyRight(e, s)] : e.op === '-' ? [onlyLeft(e, s)] : [])) },
  {
    name: 'operands swapped',
    edits: onBinary((e, s) => (['-', '/', '//', '%'].includes(e.op) ? [{ span: e.span, text: `(${braced(e.right, s)} ${e.op} ${braced(e.left, s)})` }] : []))
  },
  {
    name: 'arguments swapped',
    edits: onCall((c, s) => {
      const first = SWAPPED_ARGUMENTS[calledName(c)];
      const [a, b] = first === undefined ? [] : c.args.slice(first, first + 2);
      // A braced argument is left alone: its braces are no part of its span.
      return a && b && /^\s*,\s*$/.test(s.of(between(a.span, b.span))) ? [{ span: [a.span[0], a.span[1], b.span[2], b.span[3]], text: `${braced(b, s)}, ${braced(a, s)}` }] : [];
    })
  },
  { name: 'operator confused', edits: onBinary((e, s) => (CONFUSED_OPERATORS[e.op] ? resigned(e.left, e.right, e.op, CONFUSED_OPERATORS[e.op]!, s) : [])) },
  {
    name: 'function confused',
    edits: onCall((c, s) => {
      const names = CONFUSED_CALLS[calledName(c)] ?? [];
      const text = s.of(c.callee.span);
      return text.startsWith('tl.') ? names.map(name => ({ span: c.callee.span, text: text.replace(/\w+$/, name) })) : [];
    })
  },
  {
    name: 'constant changed',
    edits: place => (place.kind === 'expression' ? otherNumber(place.expr).map(text => ({ span: place.expr.span, text })) : [])
  },
  { name: 'sign dropped', edits: (place, s) => (place.kind === 'expression' && place.expr.kind === 'unary' && place.expr.op === '-' ? [{ span: place.expr.span, text: braced(place.expr.operand, s) }] : []) },
  {
    name: 'loop bound off by one',
    edits: onCall((c, s) => {
      if (!LOOP_RANGES.has(calledName(c)) || c.args.length === 0) {
        return [];
      }
      const [start, stop] = c.args.length === 1 ? [null, c.args[0]] : [c.args[0], c.args[1]];
      return [shifted(stop, s, '- 1'), shifted(stop, s, '+ 1'), ...(start ? [shifted(start, s, '+ 1')] : [])];
    })
  },
  { name: 'loop step doubled', edits: onCall((c, s) => (LOOP_RANGES.has(calledName(c)) && c.args.length === 3 ? [shifted(c.args[2], s, '* 2')] : [])) },
  {
    name: 'accumulation wrong',
    edits: onStatement((t, s) => {
      if (t.kind !== 'augmented') {
        return [];
      }
      const gap = between(t.target.span, t.value.span);
      const sign = `${t.op}=`;
      const changes = [s.of(gap).replace(sign, '='), ...(t.op === '+' ? [s.of(gap).replace(sign, '-=')] : [])];
      return changes.map(text => ({ span: gap, text }));
    })
  },
  {
    name: 'statement dropped',
    edits: onStatement(t => (t.kind === 'assign' || t.kind === 'augmented' || t.kind === 'expression' ? [{ span: t.span, text: 'pass' }] : []))
  },
  { name: 'condition negated', edits: onStatement((t, s) => (t.kind === 'if' ? [{ span: t.test.span, text: `(not ${braced(t.test, s)})` }] : [])) }
];
