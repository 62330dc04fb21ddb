/**
 * Browser tests: a fresh JupyterLab that has the built package installed, and system Chromium.
 * `node ui-tests/run.mjs [--python PATH] [FILTER]`
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Lab } from './lab.mjs';
import { startServer } from './server.mjs';
import lift from './tests/lift.mjs';
import tour from './tests/tour.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run'
];
const TEST_MS = 180_000;

const argument = name => process.argv[process.argv.indexOf(name) + 1];
const python = process.argv.includes('--python') ? argument('--python') : join(root, '.venv/bin/python');
const filter = process.argv.slice(2).filter((word, at, all) => !word.startsWith('--') && all[at - 1] !== '--python')[0] ?? '';

function findChromium() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    path => path && existsSync(path)
  );
  if (!found) {
    throw new Error('no Chromium found: install it, or name it in the variable CHROMIUM');
  }
  return found;
}

const within = (promise, ms) => {
  let timer;
  return Promise.race([
    promise,
    new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms)))
  ]).finally(() => clearTimeout(timer));
};

async function runTest(lab, name, test) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  try {
    lab.errors.length = 0;
    await within(test(lab), TEST_MS);
    if (lab.errors.length > 0) {
      throw new Error(`errors in the page:\n${lab.errors.join('\n')}`);
    }
    console.log(`  ✓ ${name} (${seconds()})`);
    return true;
  } catch (error) {
    console.log(`  ✗ ${name} (${seconds()})\n${String(error.stack ?? error).replace(/^/gm, '      ')}`);
    await lab.screenshot(`failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
    return false;
  }
}

async function main() {
  const server = await startServer(python, { 'tour.ipynb': join(root, 'examples/tour.ipynb') });
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  let passed = 0;
  let failed = 0;
  try {
    const context = await browser.newContext({
      viewport: { width: 1180, height: 1000 },
      permissions: ['clipboard-read', 'clipboard-write']
    });
    context.setDefaultTimeout(10_000);
    const lab = new Lab(await context.newPage(), server.url, join(root, 'ui-tests/screenshots'));
    for (const [title, tests] of Object.entries({ tour, lift })) {
      const chosen = title.includes(filter) ? tests : [];
      if (chosen.length > 0) {
        console.log(title);
        await lab.load();
      }
      for (const [name, test] of chosen) {
        (await runTest(lab, name, test)) ? passed++ : failed++;
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  console.log(`browser: ${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

main().then(
  ok => process.exit(ok ? 0 : 1),
  error => {
    console.error(error);
    process.exit(1);
  }
);
