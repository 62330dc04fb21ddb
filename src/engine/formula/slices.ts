/** Functions of an index that read whole axes: `k ↦ x[i, k]` is the slice `x[i, :]`. */
import { children, freeVariables, type Term, type VariableTerm } from '../term';
import type { Display, View } from './view';

/** What stands in the place of an index that runs over all of an axis. */
export const WHOLE_AXIS = ':';

/** Whether each of the variables that the term mentions stands for itself among the coordinates of a read, and nowhere else. */
export function isSliceAlong(term: Term, variables: readonly VariableTerm[], display: Display): boolean {
  const mentions = (t: Term): boolean => variables.some(v => freeVariables(t).has(v));
  const visit = (t: Term): boolean => {
    if (!mentions(t)) {
      return true;
    }
    switch (t.kind) {
      case 'read': {
        const coordinates = display.coordinates(t);
        return coordinates.every(c => !mentions(c) || variables.some(v => v === c)) && new Set(coordinates.filter(mentions)).size === coordinates.filter(mentions).length;
      }
      case 'reduce':
      case 'recur':
      case 'named':
        // A slice inside of another fold would leave open along which of the two it is folded.
        return false;
      default:
        return t.kind === 'apply' && t.sort === 'Real' && children(t).every(visit);
    }
  };
  return variables.length > 0 && mentions(term) && visit(term);
}

/** Whether all of a tensor is read: `w[:]`, which is `w`. */
export const isWholeTensor = (view: View & { readonly kind: 'read' }): boolean =>
  view.coordinates.length > 0 && view.coordinates.every(c => c.kind === 'index' && c.name === WHOLE_AXIS);
