/** Reads the table of tempting wrong rules. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePattern } from '../../../egraph/pattern-text';
import type { Condition, Equation } from '../equation';

const FILE = join(__dirname, 'bad-rules.txt');
const WITNESS = '  fails: ';

export type BadRule = Equation & { readonly fails: string | null };

/** A title, an equation, conditions if there are any, and where it fails. */
export function readBadRules(): readonly BadRule[] {
  const found: BadRule[] = [];
  for (const line of readFileSync(FILE, 'utf8').split('\n')) {
    const last = found.length - 1;
    if (line === '' || line.startsWith('#')) {
      continue;
    } else if (!line.startsWith(' ')) {
      found.push({ name: line, law: line, left: parsePattern('0'), right: parsePattern('0'), when: [], direction: 'forward', fails: null });
    } else if (line.startsWith('  when ')) {
      found[last] = { ...found[last], when: line.slice('  when '.length).split(', ') as Condition[] };
    } else if (line.startsWith(WITNESS)) {
      found[last] = { ...found[last], fails: line.slice(WITNESS.length) };
    } else {
      const [left, right] = line.trim().split(' = ');
      found[last] = { ...found[last], left: parsePattern(left), right: parsePattern(right) };
    }
  }
  return found;
}

/** Writes where each fails after its conditions. */
export function writeWitnesses(witnesses: ReadonlyMap<string, string>): void {
  const out: string[] = [];
  let open: string | null = null;
  const close = (): void => {
    if (open !== null) {
      out.push(`${WITNESS}${witnesses.get(open) ?? '?'}`);
    }
    open = null;
  };
  for (const line of readFileSync(FILE, 'utf8').split('\n').filter(l => !l.startsWith(WITNESS))) {
    if (!line.startsWith(' ')) {
      close();
      open = line === '' || line.startsWith('#') ? null : line;
    }
    out.push(line);
  }
  close();
  writeFileSync(FILE, out.join('\n'));
}
