/** What is known at a point of a term: the contract, the ranges of indices, the guards passed on the way. */
import * as T from '../term';
import type { Term } from '../term';
import type { Prover } from './prover';
import { relevantTo } from './relevance';

type Opened = ReturnType<typeof T.open>;
const openings = new WeakMap<T.ReduceTerm, readonly Opened[]>();

/** Choices on the way to a term that are taken note of; with each more there are twice as many ways. */
const LONGEST_PATH = 6;

/** The choices on the way to a term: which hypotheses come from them, and how these were written. */
type Path = { readonly conditions: ReadonlySet<Term>; readonly written: ReadonlyMap<Term, readonly Term[]> };

const NO_PATH: Path = { conditions: new Set(), written: new Map() };

export class Facts {
  /** The hypotheses as a key: equal for equal lists. */
  readonly key: string;
  private readonly derived = new Map<string, Facts>();
  private readonly answers = new Map<string, Map<Term, unknown>>();
  private learned = 0;

  constructor(
    readonly prover: Prover,
    readonly hypotheses: readonly Term[],
    private readonly path: Path = NO_PATH
  ) {
    this.key = hypotheses.map(h => h.id).join(',');
  }

  with(...more: readonly Term[]): Facts {
    const added = more.flatMap(T.conjuncts).filter(h => h !== T.TRUE && !this.hypotheses.includes(h));
    return added.length === 0 ? this : this.derive([...this.hypotheses, ...added], this.path);
  }

  /** Where a choice goes one way: the condition in normal form, and as it is written in the term. Far down a path it is forgotten. */
  within(condition: Term, written: Term): Facts {
    const added = T.conjuncts(condition).filter(h => h !== T.TRUE && !this.hypotheses.includes(h));
    if (added.length === 0 || this.path.conditions.size >= LONGEST_PATH) {
      return this;
    }
    const forms = new Map([...this.path.written, ...added.map((h): [Term, Term[]] => [h, [written]])]);
    return this.derive([...this.hypotheses, ...added], { conditions: new Set([...this.path.conditions, ...added]), written: forms });
  }

  /** Without the conditions of the path that can say nothing of the term: see relevance.ts. */
  about(t: Term): Facts {
    const kept = this.path.conditions.size === 0 ? this.hypotheses : relevantTo(t, this.hypotheses, this.path.written);
    return kept === this.hypotheses ? this : this.derive(kept, { ...this.path, conditions: new Set([...this.path.conditions].filter(c => kept.includes(c))) });
  }

  private derive(hypotheses: readonly Term[], path: Path): Facts {
    const key = `${hypotheses.map(h => h.id).join(',')}|${[...path.written].map(([h, list]) => `${h.id}:${list.map(w => w.id).join('+')}`).join(',')}`;
    let facts = this.derived.get(key);
    if (!facts) {
      facts = new Facts(this.prover, hypotheses, path);
      this.derived.set(key, facts);
    }
    return facts;
  }

  /** The answer to a question about a term under these facts, worked out once as long as the prover learns nothing new. */
  once<Answer>(question: string, t: Term, answer: () => Answer): Answer {
    if (this.learned !== this.prover.learned) {
      this.answers.clear();
      this.learned = this.prover.learned;
    }
    let answers = this.answers.get(question) as Map<Term, Answer> | undefined;
    if (!answers) {
      answers = new Map();
      this.answers.set(question, answers);
    }
    if (!answers.has(t)) {
      answers.set(t, answer());
    }
    return answers.get(t)!;
  }

  holds(goal: Term): boolean {
    return this.prover.entails(this.hypotheses, goal);
  }

  /**
   * The parts of a fold over variables of which nothing is known here. They are the same ones each time, as long as nothing is known of
   * them: what was found out of the parts is found again.
   */
  open(t: T.ReduceTerm): Opened {
    const before = openings.get(t) ?? [];
    const free = before.find(o => !o.binders.some(b => this.hypotheses.some(h => T.occurs(b.variable, h))));
    if (free) {
      return free;
    }
    const opened = T.open(t);
    openings.set(t, [...before, opened]);
    return opened;
  }

  /** Whether the hypotheses contradict each other, syntactically: one is the negation of another, or false. */
  get absurd(): boolean {
    return this.hypotheses.some(h => h === T.FALSE || this.hypotheses.includes(T.not(h)));
  }
}

/** 0 ≤ index < extent. */
export const inRange = (index: Term, extent: Term): Term => T.and(T.le(T.ZERO, index), T.lt(index, extent));
