/**
 * Induction on the level of patterns: what is to be proved of a fold on the left side and of folds under other folds on the right. The
 * folds on the right, over k elements, are new variables; where they stand under a binder, functions of its slot.
 */
import { parsePattern, type PatternTree } from '../../../egraph/pattern-text';
import type { Condition, Equation } from '../equation';
import { isFold, mentions, type FoldOp, type Node } from './signatures';

const NEUTRAL: Readonly<Partial<Record<FoldOp, string>>> = { sum: '0', prod: '1', max: '-inf', min: 'inf' };
const COMBINE: Readonly<Partial<Record<FoldOp, string>>> = { sum: 'add', prod: 'mul', max: 'max2', min: 'min2' };

const node = (op: string, ...children: readonly PatternTree[]): PatternTree => ({ kind: 'node', op, slots: [], children: children.map(body => ({ binds: [], body })) });

function expect<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(what);
  }
  return value;
}

/**
 * The claims over nothing, after one more element whose guard holds, and, if a guard may be undefined, of undefined folds; what does
 * not hold changes nothing. All folds over the extent must have one guard.
 */
export function inductionClaims(row: Equation, extent: string): readonly Equation[] {
  const whole = row.left;
  if (!isFold(whole) || !isOver(whole, extent)) {
    throw new Error('the left side is no fold over the extent');
  }
  const guard = whole.children[1];
  const each = (f: (fold: Node & { readonly op: FoldOp }, k: number) => PatternTree): PatternTree => {
    let count = 0;
    const visit = (p: PatternTree): PatternTree => {
      if (isFold(p) && isOver(p, extent)) {
        if (JSON.stringify(p.children[1]) !== JSON.stringify(guard)) {
          throw new Error('folds with different guards');
        }
        return f(p, count++);
      }
      return p.kind === 'node' ? { ...p, children: p.children.map(c => ({ ...c, body: visit(c.body) })) } : p;
    };
    const made = visit(row.right);
    if (mentions(made, extent)) {
      throw new Error('the right side depends on the extent in other ways');
    }
    return made;
  };
  const soFar = (k: number): PatternTree => ({ kind: 'variable', name: `?soFar${k}` });
  const combine = (fold: Node & { readonly op: FoldOp }, state: PatternTree): PatternTree => node(expect(COMBINE[fold.op], 'an operation without two arguments'), state, fold.children[2].body);
  const neutral = (op: FoldOp): PatternTree => parsePattern(expect(NEUTRAL[op], 'an operation without a neutral number'));
  const right = each((_, k) => soFar(k));
  const claim = (name: string, l: PatternTree, r: PatternTree): Equation => ({ ...row, name: `${row.name}: ${name}`, left: l, right: r });
  const isDefined = guard.body.kind === 'node' ? guard.body.op === 'true' : guard.body.kind === 'variable' && row.when.includes(`defined ${guard.body.name}` as Condition);
  return [
    claim('nothing', neutral(whole.op), each(fold => neutral(fold.op))),
    claim('one more', combine(whole, right), each((fold, k) => combine(fold, soFar(k)))),
    ...(isDefined ? [] : [claim('undefined', node('undefined'), each(() => node('undefined')))])
  ];
}

const isOver = (fold: Node, extent: string): boolean => fold.children[0].body.kind === 'variable' && fold.children[0].body.name === extent;
