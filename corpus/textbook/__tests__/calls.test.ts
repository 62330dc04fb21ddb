/** How many of the operators that were written by hand, beside own kernels, the goldens name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callNames } from '../../../src/engine/formula/call-templates';
import { operators } from '../../../src/engine/simplify/textbook/operators';

type Row = { readonly formula: string; readonly call: string | null };

const root = join(__dirname, '../../..');
const formulas = JSON.parse(readFileSync(join(root, 'corpus/textbook/formulas.json'), 'utf8')) as Readonly<Record<string, Readonly<Record<string, Row>>>>;
/** Part of what is expected; more is better. */
const LEAST = 0.8;

/** The function that a call by hand is, without its module; null where it is an expression. */
function expectedName(call: string): string | null {
  const [, name, rest] = /^(?:F|torch)(?:\.\w+)*?\.(\w+)\((.*)$/.exec(call) ?? [];
  if (name === undefined) {
    return null;
  }
  let depth = 1;
  const end = [...rest].findIndex(c => (depth += c === '(' ? 1 : c === ')' ? -1 : 0) === 0);
  return /^\)(\.values)?$/.test(rest.slice(end)) ? name.replace(/^_(\w+)_data$/, '$1') : null;
}

/** The operators of a golden, by variant and left side. */
function operatorsOf(kernel: string): Map<string, string> {
  const found = new Map<string, string>();
  let [key, left, depth] = [kernel, '', 0];
  for (const line of readFileSync(join(root, 'corpus/goldens', `${kernel}.expected.txt`), 'utf8').split('\n')) {
    key = line.startsWith('variant ') ? `${kernel} ${line.slice('variant '.length)}` : key;
    const target = /^ {2}(\S.*?\]) = /.exec(line);
    [left, depth] = target ? [target[1], 0] : line.startsWith('  ') ? [left, depth + 1] : ['', 0];
    if (left !== '' && depth === 2) {
      found.set(`${key} | ${left}`, line.trim());
    }
  }
  return found;
}

/** Names that mean the same function. */
const namesOf = (name: string): Set<string> => new Set([name, ...operators.filter(o => callNames(o.name).includes(name)).flatMap(o => callNames(o.name))]);

test('most outputs that are one operator by hand are one in the goldens', () => {
  const known = new Map(Object.keys(formulas).flatMap(key => [...operatorsOf(key.split(' ')[0])]));
  const rows = Object.entries(formulas).flatMap(([key, outputs]) =>
    Object.entries(outputs).flatMap(([left, { call }]) => {
      const name = call === null ? null : expectedName(call);
      return name === null ? [] : [{ place: `${key} | ${left}`, name, operator: known.get(`${key} | ${left}`) ?? null }];
    })
  );
  const missed = rows.filter(({ name, operator }) => operator === null || !namesOf(name).has(operator.split('(')[0]));
  if (process.env.LIST_CALLS) {
    console.log(missed.map(m => `${m.place}: ${m.operator} for ${m.name}`).join('\n'), `\n${rows.length - missed.length} of ${rows.length}`);
  }
  expect((rows.length - missed.length) / rows.length).toBeGreaterThanOrEqual(LEAST);
});
