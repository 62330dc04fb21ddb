/**
 * Loops that deal work out over the programs: `for x in range(pid, n, P)` with P programs. Division with remainder, x = t · P + pid with
 * 0 ≤ pid < P, is a bijection of (pid, t) and x, so what the loop does is done by programs that are numbered by x. With a step S that is
 * not the number of programs it is one where that is at most S (none does what another does) and at least min(S, n) (nothing is left out):
 * a premise, where S is an argument of that meaning alone. Any other step would have the contract make good what the kernel gets wrong.
 */
import * as T from '../term';
import type { Term } from '../term';
import { launchedPrograms, type Denotation, type LoopCounter } from '../symbolic/denotation';
import { GRID } from '../symbolic/lifted';
import { isIndexVariable } from './accesses';
import type { Normalise } from './closed';
import { exactQuotient } from './exact-quotient';
import type { Facts } from './facts';
import { accessesOf, programsOf, termsOf, type Renumber } from './renumber';

const isFixed = (t: Term): boolean => ![...T.freeVariables(t)].some(isIndexVariable) && !T.some(t, u => u.kind === 'read');

/** t = factor · v + rest, both free of v; null elsewhere. */
function linearIn(t: Term, v: T.VariableTerm): { factor: Term; rest: Term } | null {
  const own = T.monomials(t).filter(m => m.atoms.includes(v));
  const rest = T.fromMonomials(T.monomials(t).filter(m => !m.atoms.includes(v)));
  const factor = T.fromMonomials(own.map(m => ({ ...m, atoms: m.atoms.filter((_, k) => k !== m.atoms.indexOf(v)) })));
  return own.length > 0 && !T.occurs(v, factor) && !T.occurs(v, rest) ? { factor, rest } : null;
}

/** size · (program + counter · step) < rest: a condition on what is dealt out alone. */
type Dealing = { readonly size: Term; readonly step: Term; readonly rest: Term };

function dealingOf(condition: Term, counter: T.VariableTerm, program: T.VariableTerm): Dealing | null {
  if (!T.isApply(condition, 'lt') || condition.args[0].sort !== 'Int') {
    return null;
  }
  const byCounter = linearIn(T.sub(condition.args[1], condition.args[0]), counter);
  const byProgram = byCounter && linearIn(byCounter.rest, program);
  if (!byProgram || ![byCounter.factor, byProgram.factor, byProgram.rest].every(isFixed)) {
    return null;
  }
  const size = T.neg(byProgram.factor);
  const step = exactQuotient(T.neg(byCounter.factor), size);
  return step && { size, step, rest: byProgram.rest };
}

const isArgument = (t: Term): t is T.VariableTerm => t.kind === 'variable' && !(GRID as readonly string[]).includes(t.name);
const isLaunched = (p: LoopCounter): boolean => launchedPrograms().some(l => l.variable === p.variable);

/** Work that is dealt out once, over one loop and one axis of programs. */
function dealOver(d: Denotation, counter: T.VariableTerm, program: LoopCounter, base: Facts, normalise: Normalise): Renumber | null {
  const accesses = accessesOf(d);
  const inside = accesses.filter(a => a.loops.some(l => l.variable === counter));
  const outside = accesses.filter(a => !inside.includes(a));
  const stored = (list: typeof accesses): Set<string> => new Set(list.filter(a => 'value' in a).map(a => a.buffer));
  const meet = outside.some(a => stored(inside).has(a.buffer)) || inside.some(a => stored(outside).has(a.buffer));
  // Outside of the loop a program is one, whatever it is dealt: nothing there may depend on its number, nor meet what is dealt.
  if (meet || outside.some(a => termsOf(a).some(t => T.occurs(program.variable, t))) || !inside.every(a => programsOf(a).some(p => p.variable === program.variable))) {
    return null;
  }
  for (const condition of T.conjuncts(inside[0].guard)) {
    const dealing = dealingOf(condition, counter, program.variable);
    if (!dealing || !inside.every(a => T.conjuncts(a.guard).includes(condition)) || ![dealing.size, dealing.step].every(t => base.holds(T.lt(T.ZERO, t)))) {
      continue;
    }
    const { size, step, rest } = dealing;
    const tile = T.fresh('tile', 'Int');
    const own = new Map<Term, Term>([[program.variable, T.sub(tile, T.mul(counter, step))]]);
    const map = (t: Term): Term => T.substitute(t, own);
    // How often the loop runs is said by its condition.
    const withoutLoop = inside.map(a => ({ ...a, loops: a.loops.filter(l => l.variable !== counter) }));
    if (withoutLoop.some(a => termsOf(a).some(t => T.occurs(counter, map(t))))) {
      continue;
    }
    const trips = normalise(exactQuotient(rest, size) ?? T.apply('floordiv', [T.sub(T.add(rest, size), T.ONE), size]), base);
    const isWhole = normalise(step, base) === normalise(program.trips, base);
    const saysPrograms = isArgument(step) && isLaunched(program) && !withoutLoop.some(a => [...termsOf(a).map(map), ...a.shape].some(t => T.occurs(step, t)));
    if (!isWhole && !saysPrograms) {
      continue;
    }
    return {
      map,
      replaced: [program.variable],
      parts: [{ variable: tile, trips }],
      loop: { counter, condition, parts: [], conditions: [] },
      needs: isWhole ? [] : [{ kind: 'dealt', programs: program.trips, step, count: trips }]
    };
  }
  return null;
}

/** A loop over which an axis of programs is dealt; null where there is none. */
export function dealtLoop(d: Denotation, programs: readonly LoopCounter[], base: Facts, normalise: Normalise): Renumber | null {
  const counters = new Set(accessesOf(d).flatMap(a => a.loops.map(l => l.variable)));
  for (const counter of counters) {
    for (const program of programs) {
      const found = dealOver(d, counter, program, base, normalise);
      if (found) {
        return found;
      }
    }
  }
  return null;
}
