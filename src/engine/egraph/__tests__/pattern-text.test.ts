/** Patterns as text. */
import { parsePattern, type PatternTree } from '../pattern-text';

/** The tree as text again, with brackets around binders. */
function print(t: PatternTree): string {
  switch (t.kind) {
    case 'variable':
      return t.name;
    case 'rename':
      return `(@ ${t.of} ${t.from} ${t.to})`;
    case 'substitute':
      return `(let ${t.slot} ${print(t.by)} ${t.into})`;
    case 'node': {
      const children = t.children.map(c => (c.binds.length === 0 ? print(c.body) : `(\\ ${c.binds.join(' ')} ${print(c.body)})`));
      return t.slots.length + children.length === 0 ? t.op : `(${[t.op, ...t.slots, ...children].join(' ')})`;
    }
  }
}

test.each([
  '?a',
  '1/2',
  '(add ?a ?b)',
  '(div (exp ?f) (sum ?n (\\ $j true) (\\ $j (exp (@ ?f $i $j)))))',
  '(let $i 0 ?f)',
  '(fold (\\ $i $j (mul ?f (at $i))))',
  '(softmax $i ?n (\\ $i ?f))'
])('%s', text => {
  expect(print(parsePattern(text))).toBe(text);
});

test.each([
  ['(add ?a', 'the text ends too early in: (add ?a'],
  ['(add ?a))', ') after the pattern in: (add ?a))'],
  ['(?f ?a)', '?f is no operator in: (?f ?a)'],
  ['(sum (\\ ?f))', 'a binder without a slot in: (sum (\\ ?f))'],
  ['(@ x $i $j)', 'x is no variable in: (@ x $i $j)'],
  ['$i', 'the slot $i stands alone in: $i'],
  ['', 'the text ends too early in: ']
])('%s is refused', (text, message) => {
  expect(() => parsePattern(text)).toThrow(message);
});
