/** What is to be shown of an atomic: the programs and lanes that hit an element are exactly the terms of its fold. */
import * as T from '../term';
import type { Term } from '../term';
import type { AtomicFold, Closed, ClosedEffect, Normalise } from './closed';
import { inRange } from './facts';
import { rangeFacts } from './finite';
import { byProverOrRules, QUICK, byRule, type Ledger } from './ledger';
import { hypotheses } from './hypotheses';
import type { Prover } from './prover';

export function atomicObligations(e: ClosedEffect, atomic: AtomicFold, closed: Closed, prover: Prover, ledger: Ledger, normalise: Normalise): void {
  const { buffer, span } = e.effect;
  const { binders, guard, body, own } = atomic;
  const box = e.outputs.map(o => inRange(o.variable, o.extent));

  // A term of the fold comes from one program and lane.
  const at = (t: Term) => T.substitute(t, new Map<Term, Term>(e.witness));
  const contents = closed.contract.contentsOf([guard, body, e.address]);
  const termFacts = closed.facts.with(...closed.contract.statements, ...box, ...rangeFacts(binders), guard, ...contents);
  const isHit = T.and(
    ...e.variables.map(v => (v.guarded ? T.le(T.ZERO, at(v.variable)) : inRange(at(v.variable), at(v.extent)))),
    at(e.effect.guard),
    ...e.indices.map((index, k) => T.eq(at(index), e.outputs[k].variable))
  );
  byProverOrRules('coverage', `each term of the fold for an element of ${buffer} is what some program and lane contribute to it`, span, termFacts, isHit, prover, ledger, normalise);

  // What a program and lane contribute is one term of the fold of the element that they hit.
  const here = hypotheses(e.effect, closed);
  const facts = closed.facts.with(...here);
  const inDomain = new Map<Term, Term>([...e.outputs.map((o, k) => [o.variable, e.indices[k]] as const), ...own]);
  const through = (t: Term) => T.substitute(t, inDomain);
  const frame = T.and(...e.outputs.map((o, k) => inRange(e.indices[k], o.extent)), T.eq(e.effect.address, through(e.address)));
  ledger.add('frame', `each address of ${buffer} that is added to is that of an index of the domain`, span, prover.prove(facts.hypotheses, frame));
  const oneTerm = T.and(
    ...binders.map(b => inRange(through(b.variable), through(b.extent))),
    through(guard),
    ...e.variables.map(v => T.eq(through(e.witness.get(v.variable)!), v.variable))
  );
  byProverOrRules('race-free', `the operation commutes, and each program and lane that hits an element of ${buffer} is one term of its fold`, span, facts, oneTerm, prover, ledger, normalise);

  const statement = `what a program and lane contribute to ${buffer} is the term of the fold`;
  const stored = normalise(e.effect.value, facts);
  const claimed = through(body);
  const quick = prover.prove(facts.hypotheses, T.eq(stored, claimed), QUICK);
  if (quick.proved || stored !== normalise(claimed, facts)) {
    ledger.add('value', statement, span, quick);
  } else {
    ledger.add('value', statement, span, { ...byRule, ms: quick.ms }, 'one normal form');
  }
}
