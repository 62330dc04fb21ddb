/**
 * Terms as PyTorch expressions. Each index and each bound index is an `arange` along an axis of its own, so that broadcasting does the
 * loops; a fold reduces over its axes and keeps them with length one. Terms over integer and truth-valued arguments alone stay plain Python.
 */
import {
  children,
  fresh,
  freeVariables,
  isNumber,
  isValue,
  neg,
  never,
  open,
  openRecur,
  operationRow,
  Q,
  substitute,
  TRUE,
  type ApplyTerm,
  type Binder,
  type NamedTerm,
  type ReadTerm,
  type Recurrence,
  type RecurTerm,
  type ReduceTerm,
  type Term,
  type VariableTerm
} from '../term';
import type { Sort } from '../term/operations';
import { atom, callOf, code, infix, floatLiteral, integerLiteral, operand, Precedence, rationalLiteral, type Code, type NamePool } from './python';
import { nextIndexName } from './names';
import { libraryCode, type PartWriter } from './torch-call';
import type { HelperName } from './torch-helpers';
import { planCall, type LibraryCall, type Surroundings } from './torch-plan';

const dtypes: Readonly<Record<Sort, string>> = { Int: 'torch.int64', Real: 'torch.float64', Bool: 'torch.bool' };

/** A fold whose bound indices have got their axes. */
type Opened = { readonly binders: readonly Binder[]; readonly guard: Term; readonly body: Term; readonly carry: Term | null };

type Axis = { readonly position: number; readonly extent: Term };

/** Expressions longer than this get a name. */
const LONG = 60;

/** Emits assignments for shared subterms and returns expressions that use them. */
export class TorchWriter {
  readonly lines: string[] = [];
  readonly helpers = new Set<HelperName>();
  /** How many axes are in use: the rank of every tensor. */
  rank = 0;

  private readonly axes = new Map<VariableTerm, Axis>();
  /** One variable per axis and extent, so that equal folds share their indices. */
  private readonly axisVariables = new Map<string, VariableTerm>();
  private readonly openings = new Map<ReduceTerm, Opened>();
  private readonly uses = new Map<Term, number>();
  private readonly done = new Map<Term, Code>();
  private readonly tensors = new Set<Term>();
  private readonly scalars = new Set<Term>();
  private readonly buffers = new Map<string, string>();
  private readonly recurrences = new Map<RecurTerm, Recurrence>();
  private readonly spanned = new Map<string, boolean>();
  private readonly calls = new Map<NamedTerm, LibraryCall | null>();
  /** Names of the index and the states inside a recurrence's step. */
  private readonly bound = new Map<VariableTerm, string>();
  /** The first axis that a state does not live on. */
  private readonly stateRanks = new Map<VariableTerm, number>();

  constructor(
    private readonly names: NamePool,
    /** Expressions of the free variables. */
    private readonly variables: ReadonlyMap<string, string>,
    /** Expressions of the pointer arguments. */
    private readonly pointers: ReadonlyMap<string, string>
  ) {}

  /** The variable that runs over [0, extent) along the axis at this position. */
  axisVariable(position: number, extent: Term): VariableTerm {
    const key = `${position}:${extent.id}`;
    let v = this.axisVariables.get(key);
    if (!v) {
      v = fresh('k', 'Int');
      this.axisVariables.set(key, v);
      this.axes.set(v, { position, extent });
      this.rank = Math.max(this.rank, position + 1);
    }
    return v;
  }

  /** Announces a term that will be written: what occurs twice gets a name. */
  count(term: Term): void {
    const before = this.uses.get(term) ?? 0;
    this.uses.set(term, before + 1);
    if (before === 0) {
      this.parts(term).forEach(p => this.count(p));
    }
  }

  /** The index variables themselves as names. */
  indexNames(variables: readonly VariableTerm[]): string[] {
    return variables.map(v => this.write(v).text);
  }

  use(helper: HelperName): string {
    this.helpers.add(helper);
    return helper;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** Whether the value is a tensor; else it is a Python int or bool. Real values are always tensors, literals apart. */
  isTensor(term: Term): boolean {
    if (this.tensors.has(term)) {
      return true;
    }
    if (this.scalars.has(term)) {
      return false;
    }
    const result =
      term.kind === 'read' ||
      term.kind === 'reduce' ||
      term.kind === 'recur' ||
      (term.kind === 'named' && (this.libraryCall(term) !== null || this.isTensor(term.meaning))) ||
      (term.kind === 'variable' && this.stateRanks.has(term)) ||
      (term.kind === 'variable' && (this.axes.has(term) || term.sort === 'Real')) ||
      (term.kind === 'apply' && (term.sort === 'Real' || term.op === 'trunc' || term.op === 'randint' || term.op === 'philox' || term.args.some(a => this.isTensor(a))));
    (result ? this.tensors : this.scalars).add(term);
    return result;
  }

  write(term: Term): Code {
    const before = this.done.get(term);
    if (before) {
      return before;
    }
    if (term.kind === 'named' && !this.libraryCall(term)) {
      return this.write(term.meaning);
    }
    let written = this.expression(term);
    const isShared = (this.uses.get(term) ?? 0) > 1;
    if (isCompound(term) && (term.kind === 'reduce' || term.kind === 'recur' || isShared || written.text.length > LONG)) {
      written = this.assign(nameOf(term), written);
    }
    this.done.set(term, written);
    return written;
  }

  private assign(hint: string, value: Code): Code {
    const name = this.names.claim(hint);
    this.line(`${name} = ${value.text}`);
    return atom(name);
  }

  /** What a term's expression is made of, with folds opened. */
  private parts(term: Term): readonly Term[] {
    if (term.kind === 'recur') {
      const { initial, updates } = this.openRecurrence(term);
      return [term.count, ...initial, ...updates];
    }
    if (term.kind === 'named') {
      const call = this.libraryCall(term);
      return call ? [...call.along, ...call.extents, ...[...call.parts.values()].map(p => p.term), ...(call.needs.length > 0 ? [term.meaning] : [])] : [term.meaning];
    }
    if (term.kind !== 'reduce') {
      const axis = term.kind === 'variable' ? this.axes.get(term) : undefined;
      return axis ? [axis.extent] : children(term);
    }
    const { binders, guard, body, carry } = this.open(term);
    return [...binders.map(b => b.variable), guard, body, ...(carry ? [carry] : [])];
  }

  /** Puts the bound indices on the first axes that nothing inside the fold, seen from outside, lives on. */
  private open(term: ReduceTerm): Opened {
    let opened = this.openings.get(term);
    if (!opened) {
      const parts = open(term);
      let position = this.firstFreeAxis(term);
      const map = new Map<Term, Term>();
      const binders = parts.binders.map(b => {
        const extent = substitute(b.extent, map);
        const v = this.axisVariable(position++, extent);
        map.set(b.variable, v);
        return { variable: v, extent };
      });
      opened = { binders, guard: substitute(parts.guard, map), body: substitute(parts.body, map), carry: parts.carry && substitute(parts.carry, map) };
      this.openings.set(term, opened);
    }
    return opened;
  }

  /** An axis variable whose extent varies along other axes lives on those too. */
  private firstFreeAxis(term: Term): number {
    let position = 0;
    for (const v of freeVariables(term)) {
      const axis = this.axes.get(v);
      position = Math.max(position, this.stateRanks.get(v) ?? 0);
      if (axis) {
        position = Math.max(position, axis.position + 1, this.firstFreeAxis(axis.extent));
      }
    }
    return position;
  }

  private expression(term: Term): Code {
    switch (term.kind) {
      case 'number':
        return term.sort === 'Int' ? integerLiteral(term.value.numerator) : rationalLiteral(term.value);
      case 'special':
        return this.special(term.value, term.sort);
      case 'boolean':
        return atom(term.value ? 'True' : 'False');
      case 'variable':
        return this.variable(term);
      case 'read':
        return this.read(term);
      case 'apply':
        return this.application(term);
      case 'reduce':
        return this.fold(term);
      case 'recur':
        return this.recurrence(term);
      case 'named':
        return this.namedOperator(term);
      default:
        return never(term);
    }
  }

  private special(value: 'inf' | '-inf' | 'undefined', sort: Sort): Code {
    if (value !== 'undefined') {
      return floatLiteral(value === 'inf' ? Infinity : -Infinity);
    }
    return sort === 'Real' ? floatLiteral(NaN) : atom(sort === 'Int' ? '0' : 'False');
  }

  private variable(term: VariableTerm): Code {
    const local = this.bound.get(term);
    if (local !== undefined) {
      return atom(local);
    }
    const axis = this.axes.get(term);
    if (axis) {
      const extent = this.write(axis.extent).text;
      const name = this.names.claim(nextIndexName(n => this.names.has(n)));
      this.line(`${name} = ${this.use('index')}(${extent}, ${axis.position})`);
      return atom(name);
    }
    const known = this.variables.get(term.name);
    if (known === undefined) {
      throw new Error(`a formula mentions ${term.name}, which is no argument`);
    }
    return atom(known);
  }

  private read(term: ReadTerm): Code {
    const pointer = this.pointers.get(term.buffer);
    if (pointer === undefined) {
      throw new Error(`a formula reads ${term.buffer}, which is no argument`);
    }
    return callOf(this.use('read'), this.buffer(term, pointer), this.write(term.address).text);
  }

  private buffer(term: ReadTerm, pointer: string): string {
    const key = `${term.buffer}:${term.sort}`;
    let buffer = this.buffers.get(key);
    if (buffer === undefined) {
      buffer = this.names.claim(term.buffer);
      this.buffers.set(key, buffer);
      this.line(`${buffer} = ${this.use('contents')}(${pointer}, ${dtypes[term.sort]})`);
    }
    return buffer;
  }

  // ---- folds

  private fold(term: ReduceTerm): Code {
    const { binders, guard, body, carry } = this.open(term);
    const names = this.indexNames(binders.map(b => b.variable));
    // An extent that varies: the axis is as long as the longest, and the guard cuts off the rest.
    const bounds = binders.filter(b => this.isTensor(b.extent)).map(b => infix(Precedence.Compare, '<', [this.write(b.variable), this.write(b.extent)]));
    const conditions = [...bounds, ...(guard === TRUE ? [] : [this.write(guard)])];
    const tuple = (items: readonly string[]) => (items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`);
    const positions = binders.map(b => String(this.axes.get(b.variable)?.position));
    return callOf(
      this.use(`fold_${term.op}`),
      tuple(positions),
      tuple(names),
      this.tensor(body),
      ...(carry ? [this.write(carry).text] : []),
      ...(conditions.length > 0 ? [`guard=${infix(Precedence.BitAnd, '&', conditions).text}`] : [])
    );
  }

  // ---- operators with a name

  /** How the operator is called; null where its meaning is written. */
  private libraryCall(term: NamedTerm): LibraryCall | null {
    let call = this.calls.get(term);
    if (call === undefined) {
      call = planCall(term, this.surroundings);
      this.calls.set(term, call);
    }
    return call;
  }

  private readonly surroundings: Surroundings = {
    axisOf: v => this.axes.get(v),
    livesOn: t => this.livesOn(t),
    isStepwise: t => [...freeVariables(t)].some(v => this.stateRanks.has(v)),
    isTensor: t => this.isTensor(t),
    newAxes: (term, extents) => {
      const first = this.firstFreeAxis(term);
      return extents.map((e, k) => this.axisVariable(first + k, e));
    }
  };

  /** Positions of the axes that a value may vary along. */
  private livesOn(term: Term): ReadonlySet<number> {
    const positions = new Set<number>();
    for (const v of freeVariables(term)) {
      const axis = this.axes.get(v);
      if (axis) {
        positions.add(axis.position);
        this.livesOn(axis.extent).forEach(p => positions.add(p));
      }
      for (let p = 0; p < (this.stateRanks.get(v) ?? 0); p++) {
        positions.add(p);
      }
    }
    return positions;
  }

  private namedOperator(term: NamedTerm): Code {
    const call = this.libraryCall(term);
    return call ? libraryCode(call, call.along.map(v => this.axes.get(v)!.position), this.partWriter(), () => this.write(term.meaning)) : this.write(term.meaning);
  }

  private partWriter(): PartWriter {
    return {
      rank: this.rank,
      write: t => this.write(t),
      tensorCode: t => this.tensorCode(t),
      spans: (t, v) => this.spans(t, v),
      livesOn: t => this.livesOn(t),
      use: helper => this.use(helper),
      assign: (hint, value) => this.assign(hint, value),
      assignAll: (hints, value) => {
        const locals = hints.map(hint => this.names.claim(hint));
        this.line(`${locals.join(', ')} = ${value.text}`);
        return locals.map(atom);
      }
    };
  }

  /** Whether the value as it is written surely has all of the index's axis. */
  private spans(term: Term, v: VariableTerm): boolean {
    if (!freeVariables(term).has(v)) {
      return false;
    }
    const key = `${term.id}:${v.id}`;
    let result = this.spanned.get(key);
    if (result === undefined) {
      result = this.hasAxis(term, v);
      this.spanned.set(key, result);
    }
    return result;
  }

  private hasAxis(term: Term, v: VariableTerm): boolean {
    switch (term.kind) {
      case 'variable':
        return term === v;
      case 'read':
        return this.spans(term.address, v);
      case 'apply': {
        const [condition, then, otherwise] = term.args;
        // A Python condition chooses one of the sides.
        return term.op === 'select' && !this.isTensor(condition) ? this.spans(then, v) && this.spans(otherwise, v) : term.args.some(a => this.spans(a, v));
      }
      case 'reduce': {
        const { binders, guard, body } = this.open(term);
        return !binders.some(b => b.variable === v) && (this.spans(body, v) || this.spans(guard, v));
      }
      case 'named': {
        const call = this.libraryCall(term);
        if (!call || call.needs.length > 0) {
          return this.spans(term.meaning, v);
        }
        return (term.at.length > 0 || !call.along.includes(v)) && [...call.parts.values()].some(p => p.role !== 'number' && this.spans(p.term, v));
      }
      default:
        return false;
    }
  }

  // ---- recurrences

  private openRecurrence(term: RecurTerm): Recurrence {
    let opened = this.recurrences.get(term);
    if (!opened) {
      opened = openRecur(term);
      const rank = this.firstFreeAxis(term);
      opened.states.forEach(v => this.stateRanks.set(v, rank));
      this.recurrences.set(term, opened);
    }
    return opened;
  }

  /** A function for one step, and a call that takes it as often as there are steps. */
  private recurrence(term: RecurTerm): Code {
    const { index, states, initial, updates } = this.openRecurrence(term);
    const own = new Set<VariableTerm>([index, ...states]);
    const starts = initial.map(t => this.tensor(t));
    const count = this.write(term.count).text;
    updates.forEach(u => this.writeOutside(u, own));
    const names = [index, ...states].map((v, k) => {
      const name = this.names.claim(k === 0 ? 'step' : 'state');
      this.bound.set(v, name);
      return name;
    });
    const step = this.names.claim('next_state');
    const [doneBefore, buffersBefore, from] = [new Map(this.done), new Map(this.buffers), this.lines.length];
    const results = updates.map(u => this.tensor(u));
    const body = this.lines.splice(from).flatMap(l => l.split('\n'));
    this.done.clear();
    doneBefore.forEach((c, t) => this.done.set(t, c));
    this.buffers.clear();
    buffersBefore.forEach((b, k) => this.buffers.set(k, b));
    this.line([`def ${step}(${names.join(', ')}):`, ...[...body, `return (${results.join(', ')},)`].map(l => `    ${l}`)].join('\n'));
    return code(Precedence.Atom, `${callOf(this.use('recur'), count, step, ...starts).text}[${term.component}]`);
  }

  /** Writes what does not change from step to step before the step's function. */
  private writeOutside(term: Term, own: ReadonlySet<VariableTerm>, seen = new Set<Term>()): void {
    if (seen.has(term)) {
      return;
    }
    seen.add(term);
    if (![...freeVariables(term)].some(v => own.has(v))) {
      this.write(term);
    } else {
      if (term.kind === 'read') {
        this.buffer(term, this.pointers.get(term.buffer) ?? '');
      }
      const inner = term.kind === 'recur' ? this.openRecurrence(term) : null;
      const [bound, seenThere] = inner ? [new Set([...own, inner.index, ...inner.states]), new Set<Term>()] : [own, seen];
      this.parts(term).forEach(p => this.writeOutside(p, bound, seenThere));
    }
  }

  // ---- applications

  /** The argument of a torch function, which takes no Python number. */
  tensor(term: Term): string {
    return this.tensorCode(term).text;
  }

  private tensorCode(term: Term): Code {
    const written = this.write(term);
    if (this.isTensor(term)) {
      return written;
    }
    return term.sort === 'Real' ? callOf(this.use('real'), written.text) : atom(`torch.tensor(${written.text}, device=device)`);
  }

  private application(term: ApplyTerm): Code {
    const { op, args } = term;
    const [a, b] = args;
    switch (op) {
      case 'add':
      case 'mul': {
        const value = op === 'add' ? this.sum(args) : this.product(args);
        return term.sort === 'Real' && !args.some(t => this.isTensor(t)) ? callOf(this.use('real'), value.text) : value;
      }
      case 'div':
        return infix(Precedence.Product, '/', [this.realOperand(a, b), this.write(b)]);
      case 'floordiv':
        return isNonzeroLiteral(b) ? infix(Precedence.Product, '//', [this.write(a), this.write(b)]) : this.helperCall('floordiv', args);
      case 'mod':
        return isNonzeroLiteral(b) ? infix(Precedence.Product, '%', [this.write(a), this.write(b)]) : this.helperCall('floormod', args);
      case 'truncdiv':
      case 'truncmod':
      case 'rand':
      case 'randn':
      case 'randint':
      case 'philox':
      case 'uniform':
        return this.helperCall(op, args);
      case 'max2':
      case 'min2':
        return this.extremum(op, args);
      case 'intabs':
        return callOf('abs', this.write(a).text);
      case 'toreal':
        return callOf(this.use('real'), this.write(a).text);
      case 'lt':
      case 'le':
      case 'eq':
        return infix(Precedence.Compare, { lt: '<', le: '<=', eq: '==' }[op], [this.realOperand(a, b), this.write(b)]);
      case 'and':
      case 'bitand':
        return infix(Precedence.BitAnd, '&', args.map(t => this.write(t)));
      case 'or':
      case 'bitor':
        return infix(Precedence.BitOr, '|', args.map(t => this.write(t)));
      case 'xor':
      case 'bitxor':
        return infix(Precedence.BitXor, '^', args.map(t => this.write(t)));
      case 'shiftleft':
      case 'shiftright':
        return infix(Precedence.Shift, op === 'shiftleft' ? '<<' : '>>', args.map(t => this.write(t)));
      case 'not':
        return this.isTensor(a) ? code(Precedence.Unary, `~${operand(this.write(a), Precedence.Unary)}`) : code(Precedence.Not, `not ${operand(this.write(a), Precedence.Not)}`);
      case 'select':
        return this.select(args);
      default:
        return atom(operationRow(op).torch.replace(/\{(\d)\}/g, (_, k: string) => this.tensor(args[Number(k)])));
    }
  }

  private helperCall(name: HelperName, args: readonly Term[]): Code {
    return callOf(this.use(name), ...args.map(a => this.write(a).text));
  }

  /** The first of two operands; two literals never meet without a tensor, since Python would raise where IEEE does not. */
  private realOperand(a: Term, b: Term): Code {
    return a.sort === 'Real' && !this.isTensor(a) && !this.isTensor(b) ? atom(this.tensor(a)) : this.write(a);
  }

  private sum(args: readonly Term[]): Code {
    // Constants and negative parts last: `a - b + 1`.
    const isNegative = (t: Term): boolean => t.kind === 'number' ? Q.compare(t.value, Q.rational(0)) < 0 : t.kind === 'apply' && t.op === 'mul' && t.args.some(f => isNumber(f) && isNegative(f));
    const ordered = [...args].sort((s, t) => Number(isNegative(s)) - Number(isNegative(t)));
    const text = ordered.map((t, k) => {
      if (k > 0 && isNegative(t)) {
        return ` - ${operand(this.write(neg(t)), Precedence.Product)}`;
      }
      return `${k > 0 ? ' + ' : ''}${operand(this.write(t), Precedence.Sum)}`;
    });
    return code(Precedence.Sum, text.join(''));
  }

  private product(args: readonly Term[]): Code {
    const constants = args.filter(isNumber);
    const rest = args.filter(a => !isNumber(a)).map(a => this.write(a));
    if (constants.length === 1 && isValue(constants[0], -1)) {
      return code(Precedence.Unary, `-${operand(rest.length === 1 ? rest[0] : infix(Precedence.Product, '*', rest), Precedence.Unary)}`);
    }
    return infix(Precedence.Product, '*', [...constants.map(c => this.write(c)), ...rest]);
  }

  private extremum(op: 'max2' | 'min2', args: readonly Term[]): Code {
    const tensors = args.filter(a => this.isTensor(a));
    const scalars = args.filter(a => !this.isTensor(a));
    const [python, torch, bound] = op === 'max2' ? ['max', 'torch.maximum', 'min'] : ['min', 'torch.minimum', 'max'];
    if (tensors.length === 0) {
      return callOf(python, ...args.map(a => this.write(a).text));
    }
    const joined = tensors.map(t => this.write(t)).reduce((left, right) => callOf(torch, left.text, right.text));
    return scalars.reduce((left, s) => callOf('torch.clamp', left.text, `${bound}=${this.write(s).text}`), joined);
  }

  private select([condition, then, otherwise]: readonly Term[]): Code {
    const c = this.write(condition);
    if (this.isTensor(condition)) {
      return callOf('torch.where', c.text, this.tensor(then), this.tensor(otherwise));
    }
    // A Python condition chooses once for all; if one side is a tensor, so is the other.
    const isTensor = then.sort === 'Real' || this.isTensor(then) || this.isTensor(otherwise);
    const side = (t: Term): string => (isTensor && !this.isTensor(t) ? this.tensor(t) : operand(this.write(t), Precedence.Not));
    return code(Precedence.Conditional, `${side(then)} if ${operand(c, Precedence.Not)} else ${side(otherwise)}`);
  }
}

const isNonzeroLiteral = (t: Term): boolean => isNumber(t) && !isValue(t, 0);

const isCompound = (t: Term): boolean => t.kind === 'apply' || t.kind === 'named' || t.kind === 'read' || t.kind === 'reduce' || t.kind === 'recur';

/** What a local holds, where that reads better than the operation's own name. */
const localNames: Readonly<Record<string, string>> = { sum: 'total', max: 'greatest', min: 'least', add: 'sum_of', mul: 'product', div: 'ratio', select: 'chosen' };

function nameOf(term: Term): string {
  if (term.kind === 'read') {
    return `${term.buffer}_values`;
  }
  if (term.kind === 'recur') {
    return 'last_state';
  }
  if (term.kind === 'named') {
    return `${term.operator}_of`;
  }
  if (term.kind !== 'apply' && term.kind !== 'reduce') {
    return 'value';
  }
  return term.sort === 'Int' && term.op === 'add' ? 'offset' : localNames[term.op] ?? `${term.op}_of`;
}
