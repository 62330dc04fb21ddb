/** Lifts outside the tour: without Python, wrong cells, cancelling. */
import assert from 'node:assert/strict';

const IMPORTS = 'import triton\nimport triton.language as tl\n';

const ADD = `@triton.jit
def add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    offsets = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = offsets < n
    tl.store(out_ptr + offsets, tl.load(x_ptr + offsets, mask=mask) + tl.load(y_ptr + offsets, mask=mask) + C, mask=mask)
`;

const output = (lab, at) => lab.cell(at).locator('.jp-OutputArea-output').first();

/** Slows the worker down: its script is held back until the test lets go. */
async function holdWorker(lab) {
  let release;
  const held = new Promise(resolve => (release = resolve));
  const isWorker = url => /\/static\/.*\.wasm\.gz|\.gz$/.test(url.pathname);
  await lab.page.context().route(isWorker, async route => {
    await held;
    await route.continue().catch(() => undefined);
  });
  return async () => {
    release();
    await lab.page.context().unroute(isWorker);
  };
}

export default [
  [
    'the command lifts a cell that was never run, with what other cells define',
    async lab => {
      await lab.compose('no-python.ipynb', [`${IMPORTS}C = 2`, ADD]);
      await lab.open('no-python.ipynb', { kernel: false });
      await lab.select(1);
      await lab.run('triton-lift:lift-cell');
      assert.equal(await lab.verdict(1), 'Verified');
      assert.match(await lab.cell(1).locator('.jp-TritonLift-plain').first().innerText(), /\+ 2/);
    }
  ],
  [
    'lifting a cell again replaces its result',
    async lab => {
      await lab.run('triton-lift:lift-cell');
      await lab.lifted(1);
      await lab.page.waitForFunction(() => document.querySelectorAll('.jp-Notebook .jp-TritonLift-progress').length === 0);
      assert.equal(await lab.cell(1).locator('.jp-TritonLift-result:visible').count(), 1);
    }
  ],
  [
    'the toolbar shows the command on cells with a kernel',
    async lab => {
      const button = lab.cell(1).locator('jp-button[data-command="triton-lift:lift-cell"], [data-command="triton-lift:lift-cell"]').first();
      await button.waitFor();
      assert.ok(await button.isVisible());
    }
  ],
  [
    'a cell without a kernel says so',
    async lab => {
      await lab.select(0);
      await lab.run('triton-lift:lift-cell');
      await lab.cell(0).getByText('no Triton kernel in this source').waitFor();
    }
  ],
  [
    'a setting moves the result into a tab beside the notebook',
    async lab => {
      await lab.setting('triton-lift:plugin', { place: 'side' });
      await lab.open('no-python.ipynb', { kernel: false });
      await lab.select(1);
      await lab.run('triton-lift:lift-cell');
      await lab.page.locator('.jp-TritonLift-panelHost .jp-TritonLift-result').waitFor({ timeout: 30_000 });
      await lab.screenshot('side');
      await lab.setting('triton-lift:plugin', {});
    }
  ],
  [
    'the magic shows Python errors and lifts nothing',
    async lab => {
      await lab.compose('wrong.ipynb', [
        '%load_ext triton_lift',
        '%%lift\nx = (',
        '%%lift\nx = 1',
        '%lift missing',
        `%%lift\n${IMPORTS}@triton.jit\ndef k(x_ptr):\n    print("hello")\n    undefined_name()\n    tl.store(x_ptr, 1.0)\n`
      ]);
      await lab.open('wrong.ipynb');
      for (const [at, expected] of [
        [1, /not Python|SyntaxError/],
        [2, /no Triton kernel/],
        [3, /no kernel named missing/]
      ]) {
        await lab.execute(0);
        await lab.execute(at);
        await output(lab, at).waitFor();
        assert.match(await output(lab, at).innerText(), expected);
      }
    }
  ],
  [
    'an unsupported construct is shown with its line',
    async lab => {
      await lab.execute(4);
      assert.equal(await lab.verdict(4), 'Unsupported');
      assert.match(await lab.cell(4).locator('.jp-TritonLift-excerpt').innerText(), /^\s*7/);
      await lab.screenshot('unsupported', await lab.lifted(4));
    }
  ],
  [
    'a lift can be cancelled and repeated',
    async lab => {
      await lab.compose('cancel.ipynb', ['%load_ext triton_lift', `%%lift\n${IMPORTS}C = 1\n${ADD}`]);
      const release = await holdWorker(lab);
      // A fresh page: the worker of the old one is warm.
      await lab.load();
      await lab.open('cancel.ipynb');
      await lab.execute(0);
      await lab.execute(1);
      await lab.cell(1).getByRole('button', { name: 'Cancel' }).click();
      await lab.cell(1).getByText('The lift was cancelled.').waitFor();
      await lab.screenshot('cancelled', lab.cell(1));
      await release();
      await lab.cell(1).getByRole('button', { name: 'Lift again' }).click();
      assert.equal(await lab.verdict(1), 'Verified');
    }
  ]
];
