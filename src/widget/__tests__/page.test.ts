/** @jest-environment jsdom */
import type { LiftResult } from '../../engine/result';
import { replaceContent } from '../dom';
import { renderPage } from '../page';
import { makeDocument, makeOptions } from './fixture';

const show = (...results: readonly Partial<LiftResult>[]): HTMLElement => {
  const page = renderPage(makeDocument(...results), makeOptions());
  document.body.replaceChildren(page);
  return page;
};

const text = (root: ParentNode, selector: string): string => root.querySelector(selector)?.textContent?.trim() ?? '';

beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
});

describe('the page', () => {
  it('shows its panels in order', () => {
    const names = [...show({}).querySelectorAll('h3')].map(heading => heading.firstChild?.textContent);
    expect(names).toEqual(['Formula', 'Launch contract', 'Obligations', 'Trace', 'Assumptions', 'Reproduction']);
  });

  const verdicts: readonly [LiftResult['verdict'], string, string][] = [
    ['verified', 'Verified', '✓'],
    ['refuted', 'Refuted', '✗'],
    ['unproved', 'Unproved', '?'],
    ['unsupported', 'Unsupported', '–'],
    ['error', 'Error', '!']
  ];
  it.each(verdicts)('says %s by word and icon', (verdict, word, icon) => {
    const page = show({ verdict });
    expect(text(page, 'h2')).toMatch(new RegExp(`^${word}`));
    expect(text(page, '.jp-TritonLift-verdict-icon')).toBe(icon);
  });

  it('puts unusual preconditions first, as warnings, and counts them on the badge', () => {
    const page = show({});
    expect(text(page, '.jp-TritonLift-conditions li')).toBe('⚠ unusualn <= Bone block holds the axis');
    expect(text(page, '.jp-TritonLift-badge.jp-mod-warning')).toBe('⚠ 1 unusual precondition');
  });

  it('never hides a hazard behind a verdict', () => {
    const page = show({ hazards: [{ kind: 'overflow', text: 'exp overflows', witness: { x: 100 }, span: null }] });
    expect(text(page, '.jp-TritonLift-badge')).toBe('⚠ 1 hazard');
    expect(text(page, '.jp-TritonLift-hazards li')).toContain('x = 100');
  });

  it('opens the obligations when one is not proved', () => {
    const [first, second] = makeDocument({}).results[0].obligations;
    const isOpen = (page: HTMLElement): boolean =>
      page.querySelector<HTMLDetailsElement>('.jp-TritonLift-obligations > div > details')?.open ?? false;
    expect(isOpen(show({}))).toBe(false);
    expect(isOpen(show({ verdict: 'unproved', obligations: [first, { ...second, status: 'open', why: 'timeout' }] }))).toBe(true);
  });

  it('shows the line of an unsupported construct', () => {
    const page = show({
      verdict: 'unsupported',
      outputs: [],
      unsupported: { construct: 'tl.load', span: [3, 8, 3, 15], message: 'not this one' }
    });
    expect(text(page, '.jp-TritonLift-excerpt')).toBe('3    x = tl.load(x_ptr)');
    expect(text(page, '.jp-TritonLift-excerpt mark')).toBe('tl.load');
  });

  it('shows a counterexample with what was expected', () => {
    const counterexample = {
      sizes: { n: 2 },
      tensors: { x: [1, 2] },
      expected: { y: [2, 4] },
      actual: { y: [2, 0] },
      index: [1],
      why: 'the tail is lost'
    };
    const page = show({ verdict: 'refuted', counterexample });
    expect(text(page, '.jp-TritonLift-counterexample')).toContain('expected y2, 4actual y2, 0');
    expect(text(page, '.jp-TritonLift-counterexample')).toContain('[1]');
  });

  it('keeps markup in names and messages as text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const page = show({ kernel: evil, summary: evil, verdict: 'unproved', assumptions: [evil] });
    expect(page.querySelector('img')).toBeNull();
    expect(text(page, 'h2 code')).toBe(evil);
  });

  it('shows a verdict that this version does not know', () => {
    expect(text(show({ verdict: 'constructor' as never }), 'h2')).toMatch(/^constructor/);
  });

  it('has a tab for each of several results, walked by arrow keys', () => {
    const page = show({ variant: { BIAS: true } }, { variant: { BIAS: false }, verdict: 'refuted' });
    const tabs = [...page.querySelectorAll<HTMLElement>('[role=tab]')];
    expect(tabs.map(tab => tab.textContent)).toEqual(['✓ scale (BIAS=True)', '✗ scale (BIAS=False)']);
    tabs[0].focus();
    tabs[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(document.activeElement).toBe(tabs[1]);
    expect(tabs.map(tab => tab.getAttribute('aria-selected'))).toEqual(['false', 'true']);
    expect(text(page, 'h2')).toMatch(/^Refuted/);
  });

  it('says when there was nothing to lift', () => expect(text(show(), '.jp-TritonLift-message')).toContain('No Triton kernel'));
});

describe('copying', () => {
  const rows: readonly [string, string][] = [
    ['Copy LaTeX', 'y_{i} = 2 \\cdot x[i]'],
    ['Copy text', 'y[i] = 2 * x[i]  for i < n'],
    ['Copy PyTorch', 'def lifted(args, grid): ...'],
    [
      'Copy Python asserts',
      'assert n <= B, "violates the kernel\'s contract: n <= B"\nassert n >= 1, "violates the kernel\'s contract: n >= 1"'
    ],
    ['Copy SMT-LIB', '(assert false)'],
    ['Copy trace', 'execute: store\nsimplify: fold  [known-mask]\n  a sum'],
    ['Copy command', 'triton-lift kernel.py::scale --set B=64']
  ];
  it.each(rows)('%s', async (label, expected) => {
    const options = makeOptions();
    const page = renderPage(makeDocument({}), options);
    const button = [...page.querySelectorAll('button')].find(candidate => candidate.textContent === label);
    button?.click();
    await Promise.resolve();
    expect(options.copied).toEqual([expected]);
  });
});

describe('links to the source', () => {
  const lit = (page: HTMLElement): readonly number[] =>
    [...page.querySelectorAll('.jp-TritonLift-line')].flatMap((line, at) => (line.classList.contains('jp-mod-lit') ? [at + 1] : []));

  it('a subterm lights its line, by pointer and by keyboard', () => {
    const page = show({});
    const [two, x] = [...page.querySelectorAll<HTMLElement>('.jp-TritonLift-plain .jp-TritonLift-term')];
    expect([two.textContent, x.textContent]).toEqual(['2', 'x[i]']);
    x.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    expect(lit(page)).toEqual([3]);
    two.focus();
    expect(lit(page)).toEqual([4]);
  });

  it('a line number leads to what comes from it', () => {
    const page = show({});
    page.querySelector<HTMLElement>('button[aria-label="Show what comes from line 3"]')?.click();
    expect([...page.querySelectorAll('.jp-mod-linked')].map(element => element.textContent)).toEqual(['x[i]']);
    expect(page.querySelector('button[aria-label="Show what comes from line 1"]')).toBeNull();
  });

  it('typesets the formula with its subterms marked', () =>
    expect(text(show({}), '.typeset')).toBe('y_{i} = \\liftterm{0}{\\liftterm{1}{2} \\cdot \\liftterm{2}{x[i]}}'));
});

it('focus and open panels survive a rendering', () => {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const render = (): void => replaceContent(host, renderPage(makeDocument({}), makeOptions()));
  render();
  host.querySelector('details[data-key="test:0:trace"]')?.setAttribute('open', '');
  host.querySelector<HTMLElement>('[data-key="test:0:formula:copy0"]')?.focus();
  render();
  expect(host.querySelector<HTMLDetailsElement>('details[data-key="test:0:trace"]')?.open).toBe(true);
  expect(document.activeElement?.textContent).toBe('Copy LaTeX');
});
