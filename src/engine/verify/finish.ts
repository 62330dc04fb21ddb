/** The output indices of an effect, and its value over them: plain stores, scatters by index tensors, atomics. */
import * as T from '../term';
import type { Term } from '../term';
import type { AccessDimension } from './accesses';
import { closeAtomic } from './atomics';
import { unclosed, type ClosedEffect, type Closing, type Normalise } from './closed';
import { premise, statementsOf, type Contract } from './contract';
import { inRange, type Facts } from './facts';
import { invert, throughWitness } from './invert';
import { placeOf, segmentPremises, type SegmentPlace } from './segment-stores';
import { neededSizes } from './needed-sizes';
import { indicesAlong } from './tensors';

export function finish(closing: Closing, facts: Facts, contract: Contract, normalise: Normalise): ClosedEffect {
  const { effect, variables, split, analysed } = closing;
  if (analysed.problem) {
    return unclosed(closing, analysed.problem);
  }
  if (effect.atomic !== null) {
    return closeAtomic(closing, facts, contract, normalise);
  }
  const scattered = scatter(closing);
  if (typeof scattered === 'string') {
    return unclosed(closing, scattered);
  }
  const { dimensions, injective, segment } = scattered;
  const inverse = invert(dimensions, analysed.variables);
  if (inverse.kind === 'failure') {
    return unclosed(closing, inverse.why);
  }
  segmentPremises(segment, closing).forEach(p => contract.add(p));
  injective.forEach(buffer => contract.add(premise({ kind: 'injective', buffer }, 'its contents say where elements are written', false, effect.span)));
  const through = (t: Term) => throughWitness(t, dimensions, inverse);
  const outputs = dimensions.map((d, k) => ({ variable: inverse.outputs[k], extent: through(T.sub(d.bound, d.offset)) }));
  const box = facts.with(...outputs.map(o => inRange(o.variable, o.extent)), ...contract.contentsOf(outputs.map(o => o.extent)));
  const dropped = new Set(dimensions.map(d => d.conjunct).filter(c => c !== null));
  const residual = T.and(...T.conjuncts(analysed.access.guard).filter(c => !dropped.has(c)));
  const where = normalise(through(residual), box.with(...contract.contentsOf([residual])));
  const inside = box.with(where);
  const within = inside.with(...contract.contentsOf([through(analysed.access.value), where]));
  const found = normalise(through(analysed.access.value), within);
  const sizes = neededSizes(found, within, normalise, effect.span);
  sizes.forEach(p => contract.add(p));
  const value = normalise(found, within.with(...sizes.flatMap(statementsOf)));
  const witness = new Map<T.VariableTerm, Term>();
  for (const v of variables) {
    const overSplit = split.back.get(v.variable) ?? v.variable;
    witness.set(v.variable, normalise(T.substitute(overSplit, inverse.witness), inside));
  }
  const indices = dimensions.map(d => T.substitute(d.index, split.definitions));
  const at = (d: AccessDimension): Term => {
    const k = dimensions.indexOf(d);
    return k >= 0 ? outputs[k].variable : normalise(through(d.index), inside);
  };
  const along = analysed.dimensions.map(at);
  const address = T.add(analysed.base, ...analysed.dimensions.map((d, k) => T.mul(T.add(along[k], d.offset), d.stride)));
  const overOutputs = { ...analysed, dimensions: analysed.dimensions.map((d, k) => ({ ...d, index: along[k] })) };
  const coordinates = segment ? { coordinates: [...indicesAlong(overOutputs).values()] } : {};
  return { effect, variables, analysed, outputs, indices, witness, where, address, value, injective, ...coordinates, atomic: null, problem: '' };
}

const readsContents = (d: AccessDimension): boolean => T.some(d.plain, u => u.kind === 'read');
const variablesIn = (dimensions: readonly AccessDimension[]): Set<T.VariableTerm> => new Set(dimensions.flatMap(d => [...T.freeVariables(d.plain)]));

type Scattered = { readonly dimensions: readonly AccessDimension[]; readonly injective: readonly string[]; readonly segment: SegmentPlace | null };

/**
 * Dimensions that an index tensor indexes have no output index of their own: `out[idx[i], j]` is written for each (i, j). Where i is no
 * index of `out` itself, idx must be injective. `out[starts[b] + i, j]` is written for each (b, i, j), i inside of segment b.
 */
function scatter(closing: Closing): Scattered | string {
  // Along a diagonal two dimensions have one index.
  const own = closing.analysed.dimensions.filter((d, k, all) => !readsContents(d) && all.findIndex(o => o.plain === d.plain && o.reflected === d.reflected) === k);
  const byContents = closing.analysed.dimensions.filter(readsContents);
  const solved = variablesIn(own);
  const isNew = (v: T.VariableTerm) => closing.analysed.variables.some(x => x.variable === v) && !solved.has(v);
  const sources = closing.sources.filter(s => [...T.freeVariables(s.plain)].some(isNew));
  const segment = byContents.length === 1 ? placeOf(byContents[0], closing) : null;
  if (segment) {
    return { dimensions: [...sources, segment.dimension, ...own], injective: [], segment };
  }
  if (byContents.length === 0 || sources.length === 0) {
    return { dimensions: own, injective: [], segment: null };
  }
  if (byContents.length > 1) {
    return 'several index tensors say where an element is written';
  }
  const index = byContents[0].plain;
  if (index.kind !== 'read') {
    return `the index ${T.show(index)} is not an index tensor's content as it stands`;
  }
  return { dimensions: [...sources, ...own], injective: [index.buffer], segment: null };
}
