/** Decides entailments between terms: a quick linear check first, then the solver, each question once. */
import * as T from '../term';
import type { Term } from '../term';
import { followsLinearly } from './linear';
import { questionKey } from './question-key';
import { isRefutedBySample } from './sampling';
import { NotEncodable, refutationScript, satisfactionScript } from './smt';
import type { Solver } from './solver';

export type Proof = {
  readonly proved: boolean;
  /** Why it is not proved. */
  readonly why: string;
  readonly smtlib: string;
  readonly ms: number;
};

/** Work that simplification may spend on one question, in the solver's units; and how many questions may stay undecided. */
const QUICK_RLIMIT = 25_000;
const MAX_UNDECIDED = 6;
/** Questions of simplification that may go to the solver in one lift. */
const MAX_QUICK = 300;
/** Obligations that may exhaust the solver in one lift; the ones after them get a quick try only. */
const MAX_EXHAUSTED = 1;

export class Prover {
  readonly counts = { queries: 0, unknown: 0, cached: 0, sampled: 0, failures: 0 };
  private quick = 0;
  private undecided = 0;
  private exhausted = 0;
  private readonly known = new Map<string, boolean>();
  /** Answers by question up to the names of bound and fresh variables. */
  private readonly answers = new Map<string, boolean>();
  /** Terms that stand for themselves in queries: n div B where n = d · B is a premise is easier as an opaque d. */
  private readonly abstractions = new Map<Term, Term>();

  /** How often it began to read terms differently: answers from before may be weaker than they need be. */
  learned = 0;

  abstract(t: Term): void {
    this.abstractions.set(t, T.variable(`abstract!${this.abstractions.size}`, t.sort));
    this.learned += 1;
    this.known.clear();
    this.answers.clear();
  }

  constructor(
    private readonly solver: Solver,
    private readonly now: () => number
  ) {}

  /** Whether the hypotheses imply the goal, with the text that shows it. `false` also when it is not known. */
  prove(hypotheses: readonly Term[], goal: Term, rlimit?: number): Proof {
    const start = this.now();
    let smtlib: string;
    try {
      const opaque = (t: Term) => T.substitute(t, this.abstractions);
      const target = opaque(goal);
      smtlib = refutationScript(relevant(hypotheses.map(opaque), target), target);
    } catch (error) {
      if (error instanceof NotEncodable) {
        return { proved: false, why: error.message, smtlib: '', ms: this.now() - start };
      }
      throw error;
    }
    this.counts.queries += 1;
    const limit = rlimit ?? (this.exhausted >= MAX_EXHAUSTED ? QUICK_RLIMIT : undefined);
    const answer = this.solver.check(smtlib, limit === undefined ? {} : { rlimit: limit });
    const ms = this.now() - start;
    switch (answer.kind) {
      case 'unsat':
        return { proved: true, why: '', smtlib, ms };
      case 'sat':
        return { proved: false, why: 'the solver found values for which it fails', smtlib, ms };
      case 'unknown':
        this.counts.unknown += 1;
        this.exhausted += rlimit === undefined ? 1 : 0;
        return { proved: false, why: `the solver gave up (${answer.reason})`, smtlib, ms };
      case 'failure':
        this.counts.failures += 1;
        return { proved: false, why: `the solver refused the query: ${answer.message}`, smtlib, ms };
      default:
        return T.never(answer);
    }
  }

  /** Whether all the statements can hold together; null: not known. */
  satisfiable(statements: readonly Term[]): { answer: boolean | null; smtlib: string; ms: number; model: string } {
    const start = this.now();
    const smtlib = satisfactionScript(statements);
    this.counts.queries += 1;
    const answer = this.solver.check(smtlib, { model: true });
    const ms = this.now() - start;
    return {
      answer: answer.kind === 'sat' ? true : answer.kind === 'unsat' ? false : null,
      model: answer.kind === 'sat' ? answer.model : '',
      smtlib,
      ms
    };
  }

  /** First from the hypotheses about the goal's own variables, which often decide it and keep the query small; then from all. */
  private ask(hypotheses: readonly Term[], all: readonly Term[], goal: Term): boolean {
    if (isRefutedBySample(all, goal)) {
      this.counts.sampled += 1;
      return false;
    }
    const own = T.freeVariables(goal);
    const near = hypotheses.filter(h => isIntegral(h) && T.freeVariables(h).size > 0 && [...T.freeVariables(h)].every(v => own.has(v)));
    for (const used of near.length < all.length ? [near, all] : [all]) {
      if (this.undecided >= MAX_UNDECIDED || ++this.quick > MAX_QUICK) {
        return false;
      }
      const key = questionKey(used, goal);
      const known = this.answers.get(key);
      if (known === true || (known === undefined && this.proveQuick(used, goal, key, used === all))) {
        return true;
      }
    }
    return false;
  }

  private proveQuick(used: readonly Term[], goal: Term, key: string, counts: boolean): boolean {
    const before = this.counts.unknown;
    const proved = used.length > 0 && this.prove(used, goal, QUICK_RLIMIT).proved;
    this.undecided += counts ? this.counts.unknown - before : 0;
    this.answers.set(key, proved);
    return proved;
  }

  /** Quick entailment for simplification: syntactic, then linear, then a small solver query. */
  entails(hypotheses: readonly Term[], goal: Term): boolean {
    if (goal.kind === 'boolean') {
      return goal.value;
    }
    if (hypotheses.includes(goal)) {
      return true;
    }
    if (T.isApply(goal, 'and')) {
      return goal.args.every(g => this.entails(hypotheses, g));
    }
    if (T.isApply(goal, 'or') && goal.args.some(g => hypotheses.includes(g))) {
      return true;
    }
    if (followsLinearly(hypotheses, goal)) {
      return true;
    }
    if (!isIntegral(goal)) {
      return false;
    }
    const used = relevant(hypotheses, goal);
    if (used.length === 0) {
      return false;
    }
    const key = `${used.map(h => h.id).join(',')}|${goal.id}`;
    const before = this.known.get(key);
    if (before !== undefined) {
      this.counts.cached += 1;
      return before;
    }
    const result = this.ask(hypotheses, used, goal);
    this.known.set(key, result);
    return result;
  }
}

/** Only Ints and Booleans over them: what the solver decides quickly. */
export function isIntegral(t: Term): boolean {
  return !T.some(t, u => u.sort === 'Real' || u.kind === 'reduce' || u.kind === 'recur' || u.kind === 'special');
}

/** The hypotheses that share a variable, directly or through others, with the goal, and are integral. */
function relevant(hypotheses: readonly Term[], goal: Term): Term[] {
  if (goal.kind === 'boolean') {
    return hypotheses.filter(h => h !== T.TRUE);
  }
  const wanted = new Set(T.freeVariables(goal));
  const rest = new Set(hypotheses.filter(h => h.kind !== 'boolean' || !h.value));
  const kept: Term[] = [];
  for (let grew = true; grew; ) {
    grew = false;
    for (const h of rest) {
      const free = T.freeVariables(h);
      if (free.size === 0 || [...free].some(v => wanted.has(v))) {
        rest.delete(h);
        kept.push(h);
        free.forEach(v => wanted.add(v));
        grew = true;
      }
    }
  }
  return kept.sort((a, b) => a.id - b.id);
}
