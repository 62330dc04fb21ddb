/** @jest-environment jsdom */
import { markTerm, TERM_ATTRIBUTE } from '../mark-term';
import { createTypeset } from '../mathjax';

const typeset = createTypeset(document);

it('makes a picture with a text alternative', () => {
  const svg = typeset('\\frac{a}{b}', 'a / b');
  expect(svg.tagName.toLowerCase()).toBe('svg');
  expect([svg.getAttribute('role'), svg.getAttribute('aria-label')]).toEqual(['img', 'a / b']);
});

it('marks subterms', () => {
  const svg = typeset(`${markTerm(7, 'a + b')} = ${markTerm(8, 'c')}`, '');
  expect([...svg.querySelectorAll(`[${TERM_ATTRIBUTE}]`)].map(group => group.getAttribute(TERM_ATTRIBUTE))).toEqual(['7', '8']);
});

const hostile: readonly string[] = [
  '\\href{javascript:alert(1)}{x}',
  '\\mmlToken{mi}[href="javascript:alert(1)"]{x}',
  '\\mmlToken{mi}[onclick="alert(1)"]{x}',
  '\\require{html} x',
  '\\style{background:url(//evil)}{x}'
];
it.each(hostile)('disarms %s', latex => {
  const svg = typeset(latex, '');
  const attributes = [svg, ...svg.querySelectorAll('*')].flatMap(element => [...element.attributes].map(attribute => attribute.name));
  expect(attributes.filter(name => /^on|href$/i.test(name))).toEqual([]);
  expect(svg.querySelector('a, script')).toBeNull();
});

it('shows wrong LaTeX as an error in the picture, not by throwing', () =>
  expect(typeset('\\frac{a', '').querySelector('[data-mml-node="merror"]')).not.toBeNull());
