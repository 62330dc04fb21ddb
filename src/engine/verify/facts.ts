/** What is known at a point of a term: the contract, the ranges of indices, the guards passed on the way. */
import * as T from '../term';
import type { Term } from '../term';
import type { Prover } from './prover';
import { FEW, relevantTo } from './relevance';

type Opened = ReturnType<typeof T.open>;
const openings = new WeakMap<T.ReduceTerm, readonly Opened[]>();

/** Choices on the way to a term that are taken note of; with each more there are twice as many ways. */
const LONGEST_PATH = 6;

/** The choices on the way to a term: which hypotheses come from them, and how these were written. */
type Path = { readonly conditions: ReadonlySet<Term>; readonly written: ReadonlyMap<Term, readonly Term[]>; readonly wasLong: boolean };

const NO_PATH: Path = { conditions: new Set(), written: new Map(), wasLong: false };

export class Facts {
  /** The hypotheses as a key: equal for equal lists. */
  readonly key: string;
  private readonly answers = new Map<string, Map<Term, unknown>>();
  private learned = 0;

  constructor(
    readonly prover: Prover,
    readonly hypotheses: readonly Term[],
    private readonly path: Path = NO_PATH,
    /** All that were derived from the same root: what is known on two ways to a term is found out once. */
    private readonly derived: Map<string, Facts> = new Map()
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
    return this.derive([...this.hypotheses, ...added], { ...this.path, conditions: new Set([...this.path.conditions, ...added]), written: forms });
  }

  /** Without the conditions of the path that can say nothing of the term: see relevance.ts. */
  about(t: Term): Facts {
    const { conditions, written, wasLong } = this.path;
    const kept = conditions.size === 0 && !wasLong ? this.hypotheses : relevantTo(t, this.hypotheses, written, wasLong ? 0 : FEW);
    if (kept === this.hypotheses) {
      return this;
    }
    const left = new Set(kept);
    return this.derive(kept, { conditions: new Set([...conditions].filter(c => left.has(c))), written: new Map([...written].filter(([h]) => left.has(h))), wasLong: true });
  }

  private derive(hypotheses: readonly Term[], path: Path): Facts {
    const key = `${hypotheses.map(h => h.id).join(',')}|${path.wasLong}${[...path.written].map(([h, list]) => `${h.id}:${list.map(w => w.id).join('+')}`).join(',')}`;
    let facts = this.derived.get(key);
    if (!facts) {
      facts = new Facts(this.prover, hypotheses, path, this.derived);
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
