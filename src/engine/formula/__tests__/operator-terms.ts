/** Operators with a name as terms, their meaning built from the definition in the language alone. */
import { add, apply, FALSE, fresh, named, neg, Q, real, reduce, select, special, sub, TRUE, type FoldName, type OperationName, type Term } from '../../term';
import type { PatternTree } from '../../egraph/pattern-text';
import { expandedDefinition } from '../../simplify/textbook/operators/expand';
import type { Operator } from '../../simplify/textbook/operators';

/** Functions and guards as functions of the binder's index; the other parts as terms. */
export type Pieces = Readonly<Record<string, Term | ((k: Term) => Term)>>;

const FOLDS: readonly string[] = ['sum', 'prod', 'max', 'min', 'any', 'all'] satisfies FoldName[];

/** The operator over `extent` elements at these parts, taken at `at` where it has an index. */
export function operatorTerm(operator: Operator, extent: Term, pieces: Pieces, at: Term | null = null): Term {
  const functions = operator.parameters.filter(p => p.role === 'function' || p.role === 'guard');
  const others = operator.parameters.filter(p => ['operand', 'number', 'integer'].includes(p.role));
  const k = fresh('k', 'Int');
  const piece = (name: string): Term | ((k: Term) => Term) => pieces[name] ?? fail(name);
  const applied = (name: string, index: Term): Term => {
    const found = piece(name);
    return typeof found === 'function' ? found(index) : found;
  };
  const constant = (name: string): Term => {
    const found = piece(name);
    return typeof found === 'function' ? fail(name) : found;
  };

  const slotsOf = new Map(functions.map(p => [p.name, p.slot]));
  const index = operator.parameters.find(p => p.role === 'index');
  const visit = (p: PatternTree, slots: ReadonlyMap<string, Term>): Term => {
    const here = (slot: string | null | undefined): Term => slots.get(slot ?? '') ?? fail(String(slot));
    switch (p.kind) {
      case 'variable': {
        const name = p.name.slice(1);
        if (operator.parameters.some(q => q.name === name && q.role === 'extent')) {
          return extent;
        }
        return slotsOf.has(name) ? applied(name, here(slotsOf.get(name))) : constant(name);
      }
      case 'rename':
        return slotsOf.has(p.of.slice(1)) ? applied(p.of.slice(1), here(p.to)) : constant(p.of.slice(1));
      case 'substitute':
        return fail('a substitution');
      case 'node':
        return node(p, slots, visit);
    }
  };
  const meaning = visit(expandedDefinition(operator), new Map(at && index ? [[`$${index.name}`, at]] : []));
  const hasBinder = operator.parameters.some(p => p.role === 'extent');
  return named(operator.name, hasBinder ? [{ variable: k, extent }] : [], functions.map(p => applied(p.name, k)), others.map(p => constant(p.name)), at ? [at] : [], meaning);
}

function node(p: Extract<PatternTree, { kind: 'node' }>, slots: ReadonlyMap<string, Term>, visit: (p: PatternTree, slots: ReadonlyMap<string, Term>) => Term): Term {
  if (/^-?\d+(\/\d+)?$/.test(p.op)) {
    const [numerator, denominator = '1'] = p.op.split('/');
    return real(Q.rational(BigInt(numerator), BigInt(denominator)));
  }
  if (FOLDS.includes(p.op)) {
    const [extent, guard, body] = p.children;
    const k = fresh('k', 'Int');
    const under = (c: typeof guard): Term => visit(c.body, new Map([...slots, [c.binds[0], k]]));
    return reduce(p.op as FoldName, [{ variable: k, extent: visit(extent.body, slots) }], under(guard), under(body), null);
  }
  const args = p.children.map(c => visit(c.body, slots));
  switch (p.op) {
    case 'true':
      return TRUE;
    case 'false':
      return FALSE;
    case 'pi':
      return real(Q.fromNumber(Math.PI));
    case 'inf':
      return special('inf');
    case 'neg':
      return neg(args[0]);
    case 'sub':
      return sub(args[0], args[1]);
    case 'add':
      return add(...args);
    case 'select':
      return select(args[0], args[1], args[2]);
    default:
      return apply(p.op as OperationName, args);
  }
}

function fail(what: string): never {
  throw new Error(`nothing stands for ${what}`);
}
