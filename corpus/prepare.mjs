/**
 * Makes the suite's kernels: fetches the pinned packages (corpus/fetch.py, with PYTHON or python3) and cuts each kernel
 * out by syntax. `node corpus/prepare.mjs [--no-fetch]`
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { load, root } from './tools/bundle.mjs';

if (!process.argv.includes('--no-fetch')) {
  spawnSync(process.env.PYTHON ?? 'python3', [join(root, 'corpus/fetch.py')], { stdio: 'inherit' });
}
const { extractSuite } = await load('corpus/tools/extract.ts');
extractSuite(root);
const { writeInductorKernels } = await load('corpus/tools/inductor.ts');
writeInductorKernels(root).forEach(line => console.log(line));
