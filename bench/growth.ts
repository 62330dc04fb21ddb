/** How time and terms grow with the size of a program. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../corpus/tools/corpus';
import { GROWTH, type GrowthKernel } from './growth-kernels';
import { measure, type Worker } from './measure';
import { count, outcomeOf } from './rows';
import { table } from './text';

type Point = { readonly size: number; readonly outcome: string; readonly queries: number; readonly terms: number; readonly ms: number };

/** The growth of each family, measured on one worker so that runs do not disturb each other. */
export async function growthSection(root: string, worker: Worker): Promise<string[]> {
  const lines: string[] = [];
  for (const { title, kernels } of GROWTH) {
    const points: Point[] = [];
    for (const kernel of kernels) {
      points.push(await pointOf(root, kernel, worker));
    }
    lines.push(...familyTable(title, points));
  }
  return ['## Growth', '', 'Generated kernels; warm times in ms. *order* is the exponent between a row and the one before: 1 is linear, 2 quadratic.', '', ...lines];
}

async function pointOf(root: string, kernel: GrowthKernel, worker: Worker): Promise<Point> {
  const row = await measure(entryOf(root, kernel), { ...worker, harness: null }, true);
  return { size: kernel.size, outcome: outcomeOf(row), queries: count(row, 'queries'), terms: count(row, 'terms'), ms: row.warm };
}

function entryOf(root: string, { name, source }: GrowthKernel): Entry {
  const folder = join(root, '.corpus/growth');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.py`);
  writeFileSync(path, source);
  return { id: name, origin: 'generated', tier: 1, snapshot: false, recipe: { kernel: name }, path };
}

function familyTable(title: string, points: readonly Point[]): string[] {
  const order = (k: number, of: (point: Point) => number): string =>
    k === 0 ? '' : (Math.log(of(points[k]) / of(points[k - 1])) / Math.log(points[k].size / points[k - 1].size)).toFixed(1);
  const rows = points.map((point, k) => [
    String(point.size),
    point.outcome,
    String(point.queries),
    String(point.terms),
    order(k, p => p.terms),
    point.ms.toFixed(0),
    order(k, p => p.ms)
  ]);
  return [...table([title, 'verdict', 'queries', 'terms', 'order', 'ms', 'order'], rows), ''];
}
