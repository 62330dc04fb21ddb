/** The proof obligations of a loop-free kernel (docs/design.md, section 1), each with the query that decides it. */
import * as T from '../term';
import type { Term } from '../term';
import type { Obligation } from '../result';
import type { Span } from '../span';
import { isLane, spoken, type Access, type Barrier, type Denotation, type Effect, type Load } from '../symbolic/denotation';
import { sameShape } from '../symbolic/tensor';
import { canLieApart } from './apart-sample';
import { indexVariables, rangesOf, type AccessDimension, type AnalysedAccess } from './accesses';
import type { Closed, ClosedEffect, Normalise } from './closed';
import { premise, statementsOf, type Premise } from './contract';
import { Definedness, type Condition } from './definedness';
import { inRange, type Facts } from './facts';
import { hypotheses } from './hypotheses';
import { oneElementEach } from './injective';
import { followsLinearly } from './linear';
import { byProverOrRules, byRule, Ledger, open, QUICK } from './ledger';
import { meeting } from './meeting';
import { oneAlongUnusedAxes, overwrittenRaces } from './overwritten';
import type { Proof, Prover } from './prover';
import { atomicObligations } from './atomic-obligations';
import { combine, joins } from './atomics';
import { roundedFacts } from './rounded';
import { segmentsApart } from './segment-stores';
import { problemOf } from './summaries';
import { countedByLoop, delimitsSegments } from './offsets';
import { apartStatement, seenApart, tensorOf, type TensorShape } from './tensors';

export type Say = (t: Term) => string;

export type Verified = {
  readonly obligations: readonly Obligation[];
  readonly tensors: ReadonlyMap<string, TensorShape>;
  /** Where the formula is defined, for each store. */
  readonly domains: readonly (readonly Condition[])[];
};

export function discharge(denotation: Denotation, closed: Closed, prover: Prover, normalise: Normalise, say: Say): Verified {
  const ledger = new Ledger();
  const { contract } = closed;
  const stated = () => closed.facts.with(...contract.statements);
  const tensors = shapes(denotation, closed, stated());
  addBufferPremises(closed, tensors, stated(), prover, ledger);

  const accesses: readonly AnalysedAccess<Access>[] = [...closed.loads, ...closed.effects.map(e => e.analysed)];
  closed.loads.forEach(l => inBounds(l, l.access, closed, prover, ledger, say));
  closed.effects.forEach(e => inBounds(e.analysed, e.effect, closed, prover, ledger, say));
  for (const t of tensors.values()) {
    if (t.problem) {
      ledger.add('in-bounds', `all accesses of ${t.name} agree on its shape`, null, open(t.problem));
    }
    for (const d of t.dimensions) {
      if (isOnePast(d.extent) && !delimitsSegments(t, accesses) && !countedByLoop(t, d.extent, accesses)) {
        const at = accesses.find(a => a.access.buffer === t.name)?.access.span ?? null;
        ledger.add('in-bounds', `${t.name} has ${say(d.extent)} elements along an axis`, at, open(`an access reaches index ${say(T.sub(d.extent, T.ONE))}, past every extent that the kernel names`));
      }
    }
  }
  const domains: Condition[][] = [];
  for (const e of closed.effects) {
    if (e.problem) {
      ledger.add('coverage', `the elements of ${e.effect.buffer} that this store writes form a known set`, e.effect.span, open(e.problem));
      domains.push([]);
      continue;
    }
    if (e.atomic) {
      atomicObligations(e, e.atomic, closed, prover, ledger, normalise);
    } else {
      coverage(e, closed, prover, ledger, normalise, say);
      ownRaces(e, closed, prover, ledger, normalise);
      value(e, closed, prover, ledger, normalise);
    }
    domains.push(definedness(e, closed, ledger, normalise, say));
  }
  masks(denotation, closed, ledger, normalise, say);
  crossRaces(denotation, closed, tensors, prover, ledger);
  loops(denotation, closed, prover, ledger, normalise);
  return { obligations: ledger.list, tensors, domains };
}

function shapes(denotation: Denotation, closed: Closed, facts: Facts): Map<string, TensorShape> {
  const result = new Map<string, TensorShape>();
  for (const a of denotation.arguments) {
    if (a.kind !== 'pointer' || a.none) {
      continue;
    }
    const own = [...closed.loads, ...closed.effects.map(e => e.analysed)].filter(x => x.access.buffer === a.name);
    for (const p of contentBounds(own)) {
      closed.contract.add(p);
    }
    if (own.length > 0) {
      const tensor = tensorOf(a.name, a.sort, own, facts.with(...closed.contract.statements));
      result.set(a.name, tensor);
      for (const d of tensor.dimensions) {
        if (d.extent.kind === 'variable') {
          closed.contract.add(premise({ kind: 'positive', term: d.extent }, 'extent of a tensor', false, null));
        }
      }
    }
  }
  return result;
}

/** An axis that is indexed by contents has the extent that other accesses of the tensor name. */
function contentBounds(accesses: readonly AnalysedAccess<Access>[]): Premise[] {
  const found: Premise[] = [];
  for (const a of accesses) {
    for (const d of a.dimensions) {
      const max = [...T.freeVariables(d.bound)].find(v => v.name.startsWith('max('));
      const named = max && accesses.flatMap(x => x.dimensions).find(x => x.stride === d.stride && !T.occurs(max, x.bound));
      if (max && named && d.bound === T.add(max, T.ONE)) {
        const buffer = max.name.slice(4, -1);
        found.push(premise({ kind: 'content-below', max, buffer, bound: named.bound }, 'its contents are used as indices', false, a.access.span));
      }
    }
  }
  return found;
}

function addBufferPremises(closed: Closed, tensors: ReadonlyMap<string, TensorShape>, facts: Facts, prover: Prover, ledger: Ledger): void {
  for (const t of tensors.values()) {
    if (t.dimensions.length > 0) {
      const padded = t.dimensions.some(d => namesBlock(d.extent, closed));
      closed.contract.add(premise({ kind: 'fits', tensor: t.name, dimensions: t.dimensions }, padded ? 'no mask bounds this axis: the buffer holds whole blocks' : 'every access lies in its buffer', padded, null));
    }
    const written = closed.effects.some(e => e.effect.buffer === t.name);
    // That no content occurs twice says nothing of an element that two indices have.
    const scatters = closed.effects.some(e => e.injective.includes(t.name));
    if ((written || scatters) && t.dimensions.length > 0 && !seenApart(t.dimensions, facts)) {
      const several = t.dimensions.map(d => T.le(T.int(2), d.extent));
      const apart = apartStatement(t.dimensions);
      const possible = canLieApart(t.dimensions, [...facts.hypotheses, ...several], apart) || prover.satisfiable([...facts.hypotheses, ...several, apart]).answer === true;
      if (!possible) {
        const at = closed.effects.find(e => e.effect.buffer === t.name)?.effect.span ?? null;
        ledger.add('race-free', `two elements of ${t.name} never share an address`, at, open(`the strides of ${t.name} overlap for any sizes`));
        continue;
      }
      // A relation between two sizes of the problem is not what a reader expects of a layout.
      const sizes = new Set([...tensors.values()].flatMap(x => x.dimensions.flatMap(d => [...T.freeVariables(d.extent)])));
      const unusual = t.dimensions.every(d => [...T.freeVariables(d.stride)].every(v => sizes.has(v)));
      closed.contract.add(premise({ kind: 'no-overlap', tensor: t.name, dimensions: t.dimensions }, written ? 'two elements of an output never share an address' : 'two indices of it are two elements', unusual, null));
    }
  }
}

/** A single size plus a positive constant: one element past what the kernel names. */
function isOnePast(extent: Term): boolean {
  const list = T.monomials(extent);
  const constant = list.find(m => m.atoms.length === 0);
  const rest = list.filter(m => m.atoms.length > 0);
  const named = (t: Term) => t.kind === 'variable' && !t.name.startsWith('max(');
  return !!constant && constant.coefficient > 0n && rest.length > 0 && rest.every(m => m.atoms.every(named)) && rest.every(m => m.coefficient > 0n);
}

const blocksOf = (closed: Closed): Set<Term> => {
  const blocks = new Set<Term>();
  for (const a of [...closed.effects.map(e => e.effect), ...closed.loads.map(l => l.access)]) {
    a.shape.forEach(e => T.freeVariables(e).forEach(v => blocks.add(v)));
  }
  return blocks;
};

/** Whether an extent is counted in blocks. */
export function namesBlock(extent: Term, closed: Closed): boolean {
  const blocks = blocksOf(closed);
  return [...T.freeVariables(extent)].some(v => blocks.has(v));
}

/** An extent that a reader would not expect of an output: n − 1, whole blocks, a rounded quotient. */
export function isUnusualExtent(extent: Term, closed: Closed): boolean {
  const list = T.monomials(extent);
  const isExact = (a: Term) => T.isApply(a, 'floordiv') && closed.contract.premises.some(p => p.kind === 'divides' && p.quotient === a);
  const plain = list.every(m => m.coefficient > 0n && m.atoms.every(a => a.kind === 'variable' || isExact(a)));
  return !plain || (list.length > 1 && list.some(m => m.atoms.length === 0)) || (namesBlock(extent, closed) && list.some(m => m.atoms.length > 1));
}

/** A number of blocks or programs: a quotient alone, ⌈a / b⌉ included. No tile reaches over it, as it has no block for a factor. */
function isCount(bound: Term, blocks: ReadonlySet<Term>): boolean {
  const [counted, one, ...further] = [...T.monomials(bound)].sort((a, b) => b.atoms.length - a.atoms.length);
  if (further.length > 0 || counted.coefficient !== 1n || counted.atoms.some(a => blocks.has(a))) {
    return false;
  }
  const [quotient] = counted.atoms;
  const isCeiling = counted.atoms.length === 1 && T.isApply(quotient, 'floordiv') && T.monomials(quotient.args[0]).some(m => m.atoms.length === 0 && m.coefficient === -1n);
  return one === undefined || (one.atoms.length === 0 && one.coefficient === 1n && isCeiling);
}

/** An extent rounded up to whole blocks: a loop over tiles that no mask cuts at the end. Whole blocks alone, n // B · B, stay below n. */
function isRounded(bound: Term, closed: Closed): boolean {
  const blocks = blocksOf(closed);
  const quotients = [...T.subterms(bound)].filter((u): u is T.ApplyTerm => (T.isApply(u, 'floordiv') || T.isApply(u, 'truncdiv')) && [...T.freeVariables(u.args[1])].some(v => blocks.has(v)));
  const stated = closed.facts.with(...closed.contract.statements);
  // Only a size by itself is a bound that means something: n + B − 1 is none.
  const isSize = (t: Term): boolean => T.monomials(t).every(m => m.coefficient > 0n && m.atoms.length > 0 && !m.atoms.some(a => blocks.has(a)));
  return namesBlock(bound, closed) && !isCount(bound, blocks) && quotients.some(q => !isSize(q.args[0]) || !stated.holds(T.le(bound, q.args[0])));
}

/** An extent that adds a block to what the kernel names: a mask that is too wide by a block. */
function isPadded(bound: Term, closed: Closed): boolean {
  const blocks = blocksOf(closed);
  const list = T.monomials(bound);
  return list.length > 1 && list.some(m => m.coefficient > 0n && m.atoms.length > 0 && m.atoms.every(a => blocks.has(a)));
}

/** The bound that a mask puts on as long a block along the same axis of a tensor; null where none does. */
function keptBelow(d: AccessDimension, buffer: string, closed: Closed): Term | null {
  const accesses: readonly AnalysedAccess<Access>[] = [...closed.loads, ...closed.effects.map(e => e.analysed)];
  const masked = accesses
    .filter(a => a.access.buffer === buffer)
    .flatMap(a => a.dimensions)
    .find(o => o.conjunct !== null && o.stride === d.stride && o.natural === d.natural && o.bound !== d.bound && namesBlock(d.bound, closed));
  return masked?.bound ?? null;
}

function inBounds(analysed: AnalysedAccess<Access>, access: Access, closed: Closed, prover: Prover, ledger: Ledger, say: Say): void {
  const verb = 'value' in access ? 'store to' : 'load from';
  const statement = `each ${verb} ${access.buffer} that is not masked off lies inside it`;
  if (analysed.problem) {
    ledger.add('in-bounds', statement, access.span, open(analysed.problem));
    return;
  }
  for (const d of analysed.whole ? [] : analysed.dimensions) {
    const elsewhere = d.conjunct ? null : closed.pool.elsewhere(d.index, d.natural);
    const kept = access.loops.some(l => l.variable === d.index) && d.natural === T.sub(d.bound, d.offset) ? keptBelow(d, access.buffer, closed) : null;
    if (kept) {
      ledger.add('in-bounds', statement, access.span, open(`this access counts up to ${say(d.bound)}, where others on the same axis are kept below ${say(kept)}`));
      return;
    }
    if (d.conjunct && isPadded(d.bound, closed)) {
      ledger.add('in-bounds', statement, access.span, open(`the mask lets this access reach ${say(d.bound)} elements: an extent padded by a block`));
      return;
    }
    if (!d.conjunct && d.natural === T.sub(d.bound, d.offset) && isRounded(d.bound, closed)) {
      ledger.add('in-bounds', statement, access.span, open(`no mask cuts the last tile: it reaches ${say(d.bound)} elements`));
      return;
    }
    if (elsewhere && d.natural === T.sub(d.bound, d.offset) && elsewhere !== d.natural) {
      ledger.add('in-bounds', statement, access.span, open(`no mask keeps this access below ${say(elsewhere)}, as others are kept on the same axis`));
      return;
    }
  }
  const own = { ...access, address: analysed.access.address, guard: analysed.access.guard };
  const facts = closed.facts.with(...closed.contract.statements, ...rangesOf(analysed.variables), own.guard);
  const all = facts.with(...closed.contract.contentsOf([own.address, own.guard]), ...roundedFacts([own.address, own.guard], facts));
  const goal = analysed.whole
    ? inRange(own.address, analysed.whole)
    : T.and(T.le(T.ZERO, analysed.base), ...analysed.dimensions.map(d => inRange(T.add(d.index, d.offset), d.bound)));
  const bounds = analysed.whole ? say(analysed.whole) : analysed.dimensions.map(d => say(d.bound)).join(' × ');
  const said = `${statement}${bounds ? ` (${bounds})` : ''}`;
  const quick = prover.prove(all.hypotheses, goal, QUICK);
  if (quick.proved) {
    ledger.add('in-bounds', said, access.span, quick);
  } else if (followsLinearly(all.hypotheses, goal)) {
    ledger.add('in-bounds', said, access.span, { ...byRule, ms: quick.ms }, 'linear arithmetic');
  } else {
    ledger.add('in-bounds', said, access.span, prover.prove(all.hypotheses, goal));
  }
}

function coverage(e: ClosedEffect, closed: Closed, prover: Prover, ledger: Ledger, normalise: Normalise, say: Say): void {
  const box = e.outputs.map(o => inRange(o.variable, o.extent));
  const name = e.effect.buffer;
  const toWitness = new Map<Term, Term>(e.witness);
  const at = (t: Term) => T.substitute(t, toWitness);
  const guard = at(e.effect.guard);
  const contents = closed.contract.contentsOf([e.where, guard, e.address]);
  const goal = T.and(
    ...e.variables.map(v => (v.guarded ? T.le(T.ZERO, at(v.variable)) : inRange(at(v.variable), at(v.extent)))),
    guard,
    ...e.indices.map((index, k) => T.eq(at(index), e.outputs[k].variable))
  );
  const witness = [...e.witness].map(([v, t]) => `${spoken(v)} = ${say(t)}`).join(', ');
  const start = [...closed.facts.hypotheses, ...closed.contract.statements, ...box, e.where, ...contents];
  byProverOrRules('coverage', `each index of ${name}'s domain is written by some program and lane (${witness})`, e.effect.span, closed.facts.with(...start), goal, prover, ledger, normalise);

  const inDomain = new Map<Term, Term>(e.outputs.map((o, k) => [o.variable, e.indices[k]]));
  const frame = T.and(
    ...e.outputs.map((o, k) => inRange(e.indices[k], T.substitute(o.extent, inDomain))),
    T.eq(e.effect.address, T.substitute(e.address, inDomain)),
    T.substitute(e.where, inDomain)
  );
  ledger.add('frame', `each address of ${name} that is stored to is that of an index of the domain`, e.effect.span, prover.prove(hypotheses(e.effect, closed), frame));
}

/** Two programs or lanes of one store that meet at one index are one, or store the same value. */
function ownRaces(e: ClosedEffect, closed: Closed, prover: Prover, ledger: Ledger, normalise: Normalise): void {
  const facts = closed.facts.with(...hypotheses(e.effect, closed));
  const inDomain = new Map<Term, Term>(e.outputs.map((o, k) => [o.variable, e.indices[k]]));
  const stored = normalise(e.effect.value, facts);
  const needed = e.variables.filter(v => {
    const usesIt = T.occurs(v.variable, stored) || e.indices.some(i => T.occurs(v.variable, i));
    return usesIt;
  });
  if (e.analysed.whole && e.injective.length > 0) {
    ledger.add('race-free', `two elements of ${e.effect.buffer} never share an address`, e.effect.span, open('its rows may overlap'));
    return;
  }
  if (e.analysed.whole && !seenApart(e.outputs.map((o, k) => ({ extent: o.extent, stride: e.analysed.dimensions[k].stride })), facts)) {
    ledger.add('race-free', `two elements of ${e.effect.buffer} never share an address`, e.effect.span, open('its rows may overlap'));
    return;
  }
  if (e.coordinates) {
    segmentsApart(e, e.coordinates, closed, prover, ledger);
  }
  const goal = T.and(...needed.map(v => T.eq(T.substitute(e.witness.get(v.variable)!, inDomain), v.variable)));
  const statement = `different programs and lanes write different elements of ${e.effect.buffer}, or the same value`;
  if (goal === T.TRUE) {
    ledger.add('race-free', statement, e.effect.span, byRule, 'nothing else varies');
    return;
  }
  // What is the same function of the index in every program is the same value, however many of them write it.
  const ofIndex = e.injective.length === 0 && !T.some(e.value, u => u.kind === 'read' && u.buffer === e.effect.buffer);
  if (ofIndex && stored === normalise(T.substitute(e.value, inDomain), facts) && !prover.prove(facts.hypotheses, goal, QUICK).proved) {
    ledger.add('race-free', statement, e.effect.span, byRule, 'the value is a function of the index');
    return;
  }
  byProverOrRules('race-free', statement, e.effect.span, facts, goal, prover, ledger, normalise);
}

function value(e: ClosedEffect, closed: Closed, prover: Prover, ledger: Ledger, normalise: Normalise): void {
  const facts = closed.facts.with(...hypotheses(e.effect, closed, ...closed.contract.contentsOf([e.effect.value])));
  const inDomain = new Map<Term, Term>(e.outputs.map((o, k) => [o.variable, e.indices[k]]));
  const stored = normalise(e.effect.value, facts);
  const claimed = T.substitute(e.value, inDomain);
  const statement = `under the store's guard the value stored in ${e.effect.buffer} is the formula's`;
  const goal = T.eq(stored, claimed);
  const quick = prover.prove(facts.hypotheses, goal, QUICK);
  if (quick.proved) {
    ledger.add('value', statement, e.effect.span, quick);
  } else if (stored === normalise(claimed, facts)) {
    ledger.add('value', statement, e.effect.span, { ...byRule, ms: quick.ms }, 'one normal form');
  } else {
    ledger.add('value', statement, e.effect.span, prover.prove(facts.hypotheses, goal));
  }
}

function definedness(e: ClosedEffect, closed: Closed, ledger: Ledger, normalise: Normalise, say: Say): Condition[] {
  const start = performance.now();
  const box = closed.facts.with(...closed.contract.statements, ...e.outputs.map(o => inRange(o.variable, o.extent)), e.where);
  const formula = e.value;
  // Programs and lanes on which the index does not depend store as well, so they stay free.
  const idle = e.atomic ? [] : e.variables.filter(v => !e.indices.some(i => T.occurs(v.variable, i)));
  const through = (t: Term) => T.substitute(t, new Map<Term, Term>([...e.witness].filter(([v]) => !idle.some(i => i.variable === v))));
  // Of an atomic, the fold as it came stands for what the kernel does: its terms are the hits, by bijection.
  const stored = e.atomic ? combine(e.atomic.op, e.atomic.old, [e.atomic.raw]) : through(e.effect.value);
  const facts = box.with(...closed.contract.contentsOf([stored, e.where, e.address]));
  const storing = facts.with(...idle.map(v => inRange(v.variable, through(v.extent))), ...(idle.length > 0 ? [through(e.effect.guard)] : []));
  const given = new Definedness(normalise, facts).conditions(formula);
  const granted = facts.with(...given.map(c => c.statement));
  const missingUnder = (premises: readonly Term[]): Condition[] =>
    new Definedness(normalise, storing.with(...premises)).conditions(stored).filter(c => normalise(c.statement, granted.with(...premises)) !== T.TRUE);
  const missing = withPositiveScalars(missingUnder, closed, e.effect.span);
  const statement =
    given.length === 0
      ? `the kernel's value for ${e.effect.buffer} is always defined`
      : `wherever the formula for ${e.effect.buffer} is defined, the kernel is (${given.map(c => c.reason).filter((r, k, all) => all.indexOf(r) === k).join('; ')})`;
  const impossible = given.find(c => c.statement === T.FALSE);
  const why = impossible ? impossible.reason : missing.length > 0 ? `${missing[0].reason}: ${missing[0].statement === T.FALSE ? 'not excluded' : say(missing[0].statement)}` : '';
  ledger.add('definedness', statement, e.effect.span, { proved: why === '', why, smtlib: '', ms: performance.now() - start }, 'domain analysis');
  return given;
}

/** What stays missing; a real scalar that must be positive for nothing to be missing, an epsilon, is so by contract. */
function withPositiveScalars(missingUnder: (premises: readonly Term[]) => Condition[], closed: Closed, span: Span): Condition[] {
  const missing = missingUnder([]);
  const scalars = new Set(missing.filter(c => c.statement !== T.FALSE).flatMap(c => [...T.freeVariables(c.statement)].filter(v => v.sort === 'Real')));
  for (const term of scalars) {
    const positive = premise({ kind: 'positive-real', term }, 'it keeps masked-off lanes defined', false, span);
    if (missingUnder(statementsOf(positive)).length === 0) {
      closed.contract.add(positive);
      return [];
    }
  }
  return missing;
}

/** No mask and no path depends on what is undefined: simplification would hide it. */
function masks(denotation: Denotation, closed: Closed, ledger: Ledger, normalise: Normalise, say: Say): void {
  const start = performance.now();
  for (const a of [...denotation.effects, ...denotation.loads]) {
    const facts = closed.facts.with(...closed.contract.statements, ...rangesOf(indexVariables(a)), ...closed.contract.contentsOf([a.guard]));
    const [needed] = new Definedness(normalise, facts).conditions(a.guard);
    if (needed) {
      const why = `${needed.reason}: ${needed.statement === T.FALSE ? 'not excluded' : say(needed.statement)}`;
      ledger.add('definedness', `the mask of this access to ${a.buffer} is defined`, a.span, open(why));
      return;
    }
  }
  ledger.add('definedness', 'all masks and paths are defined', null, { ...byRule, ms: performance.now() - start }, 'domain analysis');
}

/** The closed form of each carried value: true at first, preserved by an iteration, taken at the exit. */
function loops(denotation: Denotation, closed: Closed, prover: Prover, ledger: Ledger, normalise: Normalise): void {
  for (const s of denotation.summaries) {
    const why = problemOf(s, closed, prover, normalise);
    ledger.add('loop', `the closed form of ${s.name} holds at first, is preserved by each iteration, and is taken at the exit: ${s.statement}`, s.span, { ...byRule, proved: why === '', why }, s.law);
  }
}

/** A copy of an access in another program: programs and lanes renamed. */
function primed(access: Access): { map: Map<Term, Term>; access: Access } {
  const map = new Map<Term, Term>(indexVariables(access).map(v => [v.variable, T.variable(`${v.variable.name}'`, 'Int')]));
  const move = (t: Term) => T.substitute(t, map);
  return { map, access: { ...access, address: move(access.address), guard: move(access.guard) } };
}

function crossRaces(denotation: Denotation, closed: Closed, tensors: ReadonlyMap<string, TensorShape>, prover: Prover, ledger: Ledger): void {
  const usedAxes = new Set<string>(denotation.renumbering?.replaced);
  for (const a of [...closed.effects.map(e => e.effect), ...closed.loads.map(l => l.access)]) {
    for (const t of [a.address, a.guard]) {
      T.freeVariables(t).forEach(v => usedAxes.add(v.name));
    }
  }
  const facts = closed.facts.with(...closed.contract.statements);
  const query = (a: Access, bPrimed: Access, b: Access, map: ReadonlyMap<Term, Term>, meet: Term, goal: Term, given: readonly Term[]): Proof =>
    prover.prove(
      [
        ...facts.with(...closed.contract.contentsOf([a.address, a.guard, bPrimed.address, bPrimed.guard])).hypotheses,
        ...given,
        ...rangesOf(indexVariables(a)),
        a.guard,
        ...rangesOf(indexVariables(b)).map(r => T.substitute(r, map)),
        bPrimed.guard,
        meet
      ],
      goal
    );

  closed.effects.forEach((first, k) => {
    for (const second of closed.effects.slice(k + 1)) {
      if (first.effect.buffer !== second.effect.buffer) {
        continue;
      }
      if (joins(first, second)) {
        ledger.add('race-free', `two atomics on ${first.effect.buffer} may meet: their operation commutes`, second.effect.span, byRule, 'commutative operation');
        continue;
      }
      const { map, access } = primed(second.effect);
      const meet = meeting(withAccess(first), withAccess(second), map, tensors.get(first.effect.buffer));
      const proof = query(first.effect, access, second.effect, map, meet, T.FALSE, []);
      ledger.add('race-free', `two stores to ${first.effect.buffer} never meet`, second.effect.span, proof);
    }
  });

  overwrittenRaces(denotation, closed, prover, usedAxes).forEach(r => ledger.add('race-free', r.statement, r.span, r.proof));
  const overwritten = (denotation.overwritten ?? []).map((effect): Stored => ({
    effect,
    analysed: { access: effect, variables: indexVariables(effect), dimensions: [], base: T.ZERO, whole: null, problem: 'overwritten' },
    atomic: null,
    injective: []
  }));
  for (const e of [...closed.effects, ...overwritten]) {
    for (const l of closed.loads) {
      if (l.access.buffer === e.effect.buffer) {
        readWrite(l, e, denotation, closed, tensors, usedAxes, query, ledger);
      }
    }
  }
}

/** What other accesses may meet of a store, be it overwritten later or not. */
type Stored = Pick<ClosedEffect, 'effect' | 'analysed' | 'atomic' | 'injective'>;

const withAccess = (e: Stored): AnalysedAccess<Effect> => ({ ...e.analysed, access: { ...e.analysed.access } });

type Query = (a: Access, bPrimed: Access, b: Access, map: ReadonlyMap<Term, Term>, meet: Term, goal: Term, given: readonly Term[]) => Proof;

/**
 * A load in a later loop takes over the value of the iteration that corresponds to its own: that the store ran there. Another iteration
 * with this address has stored the same value, or is this one; of a store that is overwritten later nothing says so, and it is this one.
 */
function storedWhereSeen(load: Load, { effect: store, analysed }: Stored, iteration: ReadonlyMap<Term, Term>): Term {
  const alone = (own: Access, other: Access) => own.loops.filter(l => !other.loops.some(x => x.variable === l.variable)).map(l => l.variable);
  const [own, others] = [alone(store, load), alone(load, store)];
  if (own.length === 0) {
    return T.TRUE;
  }
  if (own.length !== others.length) {
    return T.FALSE;
  }
  return analysed.problem === ''
    ? T.substitute(store.guard, new Map<Term, Term>(own.map((v, k) => [v, others[k]])))
    : T.and(...own.map((v, k) => T.eq(iteration.get(v) ?? v, others[k])));
}

/** No load reads what another program (or, without a barrier between, another lane) stores. */
function readWrite(l: AnalysedAccess<Load>, e: Stored, denotation: Denotation, closed: Closed, tensors: ReadonlyMap<string, TensorShape>, usedAxes: ReadonlySet<string>, query: Query, ledger: Ledger): void {
  const load = l.access;
  const { map, access } = primed(e.effect);
  const forwarded = load.sees.includes(e.effect.order);
  // A barrier counts where it stands on the load's own path; it orders lanes, not programs or iterations.
  const between = (b: Barrier) => (b.order > load.order && b.order < e.effect.order) || (b.order < load.order && b.order > e.effect.order);
  const barrier = denotation.barriers.some(b => between(b) && T.conjuncts(b.guard).every(c => T.conjuncts(load.guard).includes(c)));
  const same = indexVariables(load).filter(v => v.extent !== T.ONE && !(barrier && isLane(v.variable)));
  const ownLanes = new Set(indexVariables(e.effect).map(v => v.variable));
  const unusedAxes = oneAlongUnusedAxes(closed, usedAxes, e.effect.span);
  const together = T.and(...same.map(v => (ownLanes.has(v.variable) ? T.eq(v.variable, map.get(v.variable) ?? v.variable) : T.TRUE)));
  const lanesMatch = barrier || sameShape(load.shape, e.effect.shape);
  const goal = e.atomic || (load.order > e.effect.order && !forwarded) ? T.FALSE : forwarded ? T.and(together, storedWhereSeen(load, e, map)) : together;
  const meet = meeting(l, withAccess(e), map, tensors.get(load.buffer));
  const given = [...unusedAxes, ...oneElementEach(e.injective, load.address, e.effect.address, map, closed.loads.map(x => x.access))];
  let proof = query(load, access, e.effect, map, meet, goal, given);
  if (proof.proved && !lanesMatch && goal !== T.FALSE) {
    proof = query(load, access, e.effect, map, meet, T.FALSE, given);
    proof = proof.proved ? proof : { ...proof, why: 'lanes of different blocks read and write one element without a barrier between' };
  }
  ledger.add('race-free', `no load of ${load.buffer} reads what another program or lane stores`, load.span, proof);
}
