/** What a numbering of programs needs of the launch, as premises of the contract. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import type { LaunchNeed } from '../symbolic/denotation';
import { GRID } from '../symbolic/lifted';
import { premise, type Premise } from './contract';

const byLaunch = (t: Term): boolean => [...T.freeVariables(t)].some(v => (GRID as readonly string[]).includes(v.name));

/**
 * Whether a number of programs is given: by the launch, or by an argument that says how many tiles there are. What sizes make of it can
 * only be right as it stands; a premise would make good a kernel that counts its tiles wrongly.
 */
export const isGiven = (programs: Term): boolean => byLaunch(programs) || programs.kind === 'variable' || (T.isApply(programs, 'floordiv') && isGiven(programs.args[0]));

/** Whether a reader would not expect a premise on a number of programs: it is not the launch that says it. */
export const isUnusualCount = (programs: Term): boolean => !byLaunch(programs);

export function launchPremises(need: LaunchNeed, span: Span): readonly Premise[] {
  switch (need.kind) {
    case 'exact':
      return [premise({ ...need, kind: 'exact-grid' }, 'programs are numbered in groups: one more would find a group of no rows', isUnusualCount(need.programs), span)];
    case 'whole-rows': {
      const { total, divisor } = need;
      return [premise({ kind: 'divides', total, divisor, quotient: T.apply('floordiv', [total, divisor]) }, 'programs are numbered by rows', isUnusualCount(total), span)];
    }
    case 'dealt': {
      const { programs, step, count } = need;
      return [
        premise({ kind: 'covering', bound: T.apply('min2', [step, count]), programs, size: T.ONE }, 'what is dealt out is taken by some program', false, span),
        premise({ kind: 'tight', bound: step, programs, size: T.ONE }, 'no program takes what another one takes', false, span)
      ];
    }
    default:
      return T.never(need);
  }
}
