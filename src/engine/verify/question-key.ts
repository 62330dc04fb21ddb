/** Questions as texts that are equal for questions which differ in the names of fresh variables alone. */
import * as T from '../term';
import type { Term } from '../term';

/** What a term is, beside its parts. */
function headOf(t: Term, nameOf: (v: T.VariableTerm) => string): string {
  switch (t.kind) {
    case 'number':
      return `${T.Q.toText(t.value)}${t.sort}`;
    case 'special':
    case 'boolean':
      return `${t.value}`;
    case 'variable':
      return `${nameOf(t)}${t.sort}`;
    case 'read':
      return `${t.buffer}@${t.sort}`;
    case 'apply':
      return t.op;
    case 'reduce':
      return `${t.op}{${t.binders.map(b => b.variable.name).join()}}${t.carry ? '@' : ''}`;
    case 'recur':
      return `recur{${[t.index, ...t.states].map(v => v.name).join()}}${t.component}`;
    case 'named':
      return `${t.operator}{${t.binders.map(b => b.variable.name).join()}}${t.functions.length}`;
    default:
      return T.never(t);
  }
}

/** Each distinct subterm once, by its head and the numbers of its parts; fresh variables are numbered as they come. */
export function questionKey(hypotheses: readonly Term[], goal: Term): string {
  const fresh = new Map<string, number>();
  const nameOf = ({ name }: T.VariableTerm): string => {
    const [hint, number] = name.split('%');
    if (number === undefined) {
      return name;
    }
    const known = fresh.get(name) ?? fresh.size;
    fresh.set(name, known);
    return `${hint}%${known}`;
  };
  const lines: string[] = [];
  const visit = T.memoised<number>((t, again) => {
    const parts = T.children(t).map(again);
    return lines.push(`${headOf(t, nameOf)}(${parts.join()})`);
  });
  const roots = [goal, ...hypotheses].map(visit);
  return `${lines.join(';')}|${roots.join()}`;
}
