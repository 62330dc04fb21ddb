import type { FormulaTree } from '../../engine/result';
import { markedLatex } from '../annotate';

const term = (id: number, latex: string, ...children: readonly FormulaTree[]): FormulaTree => ({
  id,
  latex,
  text: latex,
  spans: [],
  children
});

const mark = (id: number, latex: string): string => `<${id}:${latex}>`;

const rows: readonly [string, FormulaTree, string][] = [
  ['children in order', term(0, 'a + b', term(1, 'a'), term(2, 'b')), '<1:a> + <2:b>'],
  ['equal children apart', term(0, 'x - x', term(1, 'x'), term(2, 'x')), '<1:x> - <2:x>'],
  ['nested', term(0, '\\frac{a b}{c}', term(1, 'a b', term(2, 'a'), term(3, 'b')), term(4, 'c')), '\\frac{<1:<2:a> <3:b>>}{<4:c>}'],
  ['not inside a command', term(0, '\\max_{k} x', term(1, 'x')), '\\max_{k} <1:x>'],
  ['not inside a word', term(0, '\\mathit{ab} + a', term(1, 'a')), '\\mathit{ab} + <1:a>'],
  ['must not cut braces', term(0, '\\frac{a}{b}', term(1, 'a}{b')), '\\frac{a}{b}'],
  ['must not cut delimiters', term(0, '\\left(a\\right)', term(1, '\\left(a')), '\\left(a\\right)'],
  ['must not cut alignment', term(0, 'a & b', term(1, 'a & b')), 'a & b'],
  ['absent children are left out', term(0, 'a', term(1, 'z')), 'a']
];

it.each(rows)('marks subterms: %s', (_title, tree, expected) => expect(markedLatex(tree, mark)).toBe(expected));
