/** The e-graph's part of `docs/results.md`. */
import { table } from '../text';
import { compareAll, type Comparison, type Outcome } from './compare';

const NOTE = `The e-graph of this project (TypeScript, with slots for bound indices) and egg (Rust) on the same rules and terms, in one run, each the
fastest of as many runs as fit into 1.5 s, five at least. Algebra has the very same rules on both sides; in the lambda calculus ours has slots, where egg’s rules have names, free variables and
fresh symbols, so that nodes and iterations differ. *ratio* is nodes per second, ours to egg’s; *time* is ours to egg’s until both stop by themselves. What bounds ours:
matching is about as fast as egg’s; adding nodes and joining classes, which the first row does most of, is four to five times slower; naming the
slots of every node that a pattern meets is what the lambda calculus spends its time on.`;

/** Measures, and writes the section. */
export function egraphSection(root: string): string[] {
  const { comparisons, missing } = compareAll(root);
  return sectionOf(comparisons, missing);
}

/** The section, from what was measured. */
export function sectionOf(comparisons: readonly Comparison[], missing: string | null): string[] {
  const head = ['problem', 'stop', 'iterations', 'nodes', 'ms', 'nodes/s', 'egg: stop', 'iterations', 'nodes', 'ms', 'nodes/s', 'ratio', 'time'];
  return ['## E-graph', '', NOTE, '', ...(missing === null ? [] : [`Without egg: ${missing}.`, '']), ...table(head, comparisons.map(cells)), ''];
}

/** A page with the section in the place of an older one with its title, or before the tables of kernels. */
export function withSection(page: string, section: readonly string[]): string {
  const parts = page.split(/^(?=## )/m);
  const at = parts.findIndex(part => part.startsWith(`${section[0]}\n`));
  const text = `${section.join('\n')}\n`;
  return (at >= 0 ? parts.with(at, text) : [...parts.slice(0, 1), text, ...parts.slice(1)]).join('');
}

function cells({ problem, ours, eggs }: Comparison): string[] {
  const saturated = eggs !== null && ours.stop === 'saturated' && eggs.stop === 'saturated';
  return [
    problem.name,
    ...outcomeCells(ours),
    ...(eggs ? outcomeCells(eggs) : ['', '', '', '', '']),
    eggs ? share(speed(ours) / speed(eggs)) : '',
    saturated ? `${(ours.ms / eggs.ms).toFixed(1)} ×` : ''
  ];
}

const outcomeCells = (outcome: Outcome): string[] => [outcome.stop, String(outcome.iterations), String(outcome.nodes), outcome.ms.toFixed(1), `${Math.round(speed(outcome) / 1000)} k`];

const speed = ({ nodes, ms }: Outcome): number => (1000 * nodes) / ms;

const share = (ratio: number): string => (ratio >= 1 ? ratio.toFixed(1) : `1/${(1 / ratio).toFixed(1)}`);
