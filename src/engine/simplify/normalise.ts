/** Rewrites a term to its readable normal form under what is known, innermost first, and says which rules it used. */
import * as T from '../term';
import type { Term } from '../term';
import { inRange, type Facts } from '../verify/facts';
import { isIntegral } from '../verify/prover';
import { hintFor, infinitiesOfStates, rangeFacts } from '../verify/finite';
import { foldRules, isOpenFold, type OpenFold } from './folds';
import { joinRules } from './joins';
import { rulesFor } from './rules';

export type RuleUse = { readonly rule: string; readonly law: string; readonly before: Term; readonly after: Term };

const MAX_STEPS = 100_000;

export class Normaliser {
  readonly uses: RuleUse[] = [];
  private steps = 0;
  /** Results by facts: a term is rewritten once under the same hypotheses. */
  private readonly memo = new Map<string, Map<Term, Term>>();

  readonly normalise = (t: Term, known: Facts): Term => {
    if (t.kind === 'number' || t.kind === 'boolean' || t.kind === 'special' || t.kind === 'variable') {
      return t.sort === 'Bool' ? this.known(t, known) : t;
    }
    if (t.sort === 'Bool' && known.hypotheses.includes(t)) {
      return T.TRUE;
    }
    const facts = known.about(t);
    const { key } = facts;
    let table = this.memo.get(key);
    if (!table) {
      table = new Map();
      this.memo.set(key, table);
    }
    const before = table.get(t);
    if (before) {
      return before;
    }
    if (++this.steps > MAX_STEPS) {
      return t;
    }
    const result = this.once(t, facts);
    table.set(t, result);
    table.set(result, result);
    return result;
  };

  private note(rule: string, law: string, before: Term, after: Term): void {
    if (before !== after && this.uses.length < 400) {
      this.uses.push({ rule, law, before, after });
    }
  }

  /** A condition that is known to hold or to fail. */
  private known(t: Term, facts: Facts): Term {
    if (t.kind === 'boolean') {
      return t;
    }
    return facts.holds(t) ? T.TRUE : facts.holds(T.not(t)) ? T.FALSE : t;
  }

  private once(t: Term, facts: Facts): Term {
    switch (t.kind) {
      case 'read':
        return T.read(t.buffer, this.normalise(t.address, facts), t.sort);
      case 'apply':
        return this.application(t, facts);
      case 'reduce':
        return this.fold(t, facts);
      case 'recur':
        return this.recurrence(t, facts);
      default:
        return t;
    }
  }

  private application(t: T.ApplyTerm, facts: Facts): Term {
    if (t.op === 'select') {
      return this.choice(t, facts);
    }
    if (t.op === 'and' || t.op === 'or') {
      return this.junction(t, facts);
    }
    let current: Term = T.apply(
      t.op,
      t.args.map(a => this.normalise(a, facts))
    );
    if (current.kind === 'apply' && current.sort === 'Bool') {
      current = this.known(current, facts);
    }
    if (current.kind !== 'apply') {
      return this.normalise(current, facts);
    }
    return this.byRules(current, facts);
  }

  private byRules(t: Term, facts: Facts): Term {
    for (const rule of t.kind === 'apply' ? [...rulesFor(t.op), ...joinRules] : []) {
      const after = rule.rewrite(t as T.ApplyTerm, facts);
      if (after && after !== t) {
        this.note(rule.name, rule.law, t, after);
        return this.normalise(after, facts);
      }
    }
    return t;
  }

  private choice(t: T.ApplyTerm, facts: Facts): Term {
    const c = this.normalise(t.args[0], facts);
    if (c.kind === 'boolean') {
      const taken = c.value ? t.args[1] : t.args[2];
      this.note('known-mask', '(c ? a : b) = a, where c holds', t, taken);
      return this.normalise(taken, facts);
    }
    const then = this.normalise(t.args[1], facts.within(c, t.args[0]));
    const otherwise = this.normalise(t.args[2], facts.within(T.not(c), t.args[0]));
    return this.byRules(T.select(c, then, otherwise), facts);
  }

  private junction(t: T.ApplyTerm, facts: Facts): Term {
    const isAnd = t.op === 'and';
    const kept: Term[] = [];
    let inner = facts;
    // Conditions on integers first: they decide more of the others than the other way round.
    const ordered = [...t.args].sort((a, b) => Number(!isIntegral(a)) - Number(!isIntegral(b)));
    for (const a of ordered) {
      const s = this.normalise(a, inner);
      if (s.kind === 'boolean') {
        if (s.value !== isAnd) {
          return s;
        }
        continue;
      }
      kept.push(s);
      const passed = isAnd ? s : T.not(s);
      inner = isIntegral(s) ? inner.with(passed) : inner.within(passed, a);
    }
    return isAnd ? T.and(...kept) : T.or(...kept);
  }

  /** Each part for itself; of the states it is known which may be infinite. */
  private recurrence(t: T.RecurTerm, facts: Facts): Term {
    const opened = T.openRecur(t, infinitiesOfStates(t, facts).map(hintFor));
    const count = this.normalise(t.count, facts);
    if (count === T.ONE) {
      const start = new Map<Term, Term>([[opened.index, T.ZERO], ...opened.states.map((s, k): [Term, Term] => [s, opened.initial[k]])]);
      return this.normalise(T.substitute(opened.updates[t.component], start), facts);
    }
    const inner = facts.with(inRange(opened.index, count));
    const normal = { ...opened, initial: opened.initial.map(s => this.normalise(s, facts)), updates: opened.updates.map(u => this.normalise(u, inner)) };
    return T.recur(count, normal, t.component);
  }

  private fold(t: T.ReduceTerm, facts: Facts): Term {
    const opened = facts.open(t);
    const binders = opened.binders.map(b => ({ variable: b.variable, extent: this.normalise(b.extent, facts) }));
    const ranges = facts.with(...rangeFacts(binders));
    const guard = this.normalise(opened.guard, ranges);
    const inner = ranges.with(guard);
    let fold: OpenFold = {
      op: t.op,
      binders,
      guard,
      body: this.normalise(opened.body, inner),
      carry: opened.carry && this.normalise(opened.carry, inner)
    };
    for (let progress = true; progress; ) {
      progress = false;
      for (const rule of foldRules) {
        const after = rule.rewrite(fold, facts, this.normalise);
        if (!after) {
          continue;
        }
        const before = close(fold);
        if (!isOpenFold(after)) {
          this.note(rule.name, rule.law, before, after);
          return this.normalise(after, facts);
        }
        this.note(rule.name, rule.law, before, close(after));
        const again = facts.with(...rangeFacts(after.binders), after.guard);
        const binders = after.binders.map(b => ({ ...b, extent: this.normalise(b.extent, facts) }));
        fold = { ...after, binders, body: this.normalise(after.body, again), carry: after.carry && this.normalise(after.carry, again) };
        progress = true;
        break;
      }
    }
    return close(fold);
  }
}

const close = (f: OpenFold): Term => T.reduce(f.op, f.binders, f.guard, f.body, f.carry);
