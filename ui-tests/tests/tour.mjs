/** The whole tour, as a reader runs it. */
import assert from 'node:assert/strict';

const TOUR = 'tour.ipynb';
const MIME_TYPE = 'application/vnd.triton-lift+json';

/** Cells of the tour that lift, with what they lift. */
const liftingCells = async lab => {
  const { cells } = await lab.content(TOUR);
  return cells.flatMap((cell, at) => (cell.cell_type === 'code' && /^%%?lift /m.test(`${cell.source} `.replace('\n', ' \n')) ? [at] : []));
};

export default [
  [
    'every lift of the tour is verified',
    async lab => {
      await lab.open(TOUR);
      const { cells } = await lab.content(TOUR);
      const lifting = await liftingCells(lab);
      assert.ok(lifting.length >= 4, `the tour has ${lifting.length} lifts`);
      for (const [at, cell] of cells.entries()) {
        if (cell.cell_type === 'code') {
          const start = performance.now();
          await lab.execute(at);
          if (lifting.includes(at)) {
            assert.equal(await lab.verdict(at), 'Verified', `cell ${at}`);
            console.log(`    cell ${at}: ${Math.round(performance.now() - start)} ms from running it to the verdict on screen`);
          }
        }
      }
      const last = lab
        .cell(cells.length - 1)
        .locator('.jp-OutputArea-output')
        .first();
      await last.waitFor();
      assert.match(await last.innerText(), /^verified\n/);
    }
  ],
  [
    'a finished lift is saved as a document, and no widget is left',
    async lab => {
      await lab.page.waitForFunction(() => document.querySelectorAll('.jp-TritonLift-progress').length === 0);
      await lab.save();
      const { cells } = await lab.content(TOUR);
      for (const at of await liftingCells(lab)) {
        const [output] = cells[at].outputs.filter(candidate => candidate.data);
        assert.deepEqual(Object.keys(output.data).sort(), [MIME_TYPE, 'text/html', 'text/latex', 'text/plain'].sort(), `cell ${at}`);
      }
    }
  ],
  [
    'both themes',
    async lab => {
      const [first] = await liftingCells(lab);
      const size = lab.page.viewportSize();
      await lab.page.setViewportSize({ width: 1180, height: 1400 });
      for (const [theme, name] of [
        ['JupyterLab Dark', 'softmax-dark'],
        ['JupyterLab Light', 'softmax-light']
      ]) {
        await lab.theme(theme);
        await lab.page.waitForTimeout(500);
        await lab.select(first);
        await lab.screenshot(name, lab.cell(first));
      }
      await lab.page.setViewportSize(size);
    }
  ],
  [
    'the keyboard opens panels and copies',
    async lab => {
      const [first] = await liftingCells(lab);
      const result = await lab.lifted(first);
      const summary = result.locator('.jp-TritonLift-obligations summary').first();
      await summary.focus();
      await lab.page.keyboard.press('Enter');
      assert.ok(await result.locator('.jp-TritonLift-obligations table').isVisible());
      const copy = result.getByRole('button', { name: 'Copy PyTorch' });
      await copy.focus();
      await lab.page.keyboard.press('Enter');
      await result.getByText('Copied').first().waitFor();
      assert.match(await lab.page.evaluate(() => navigator.clipboard.readText()), /def lifted\(/);
    }
  ],
  [
    'a saved notebook shows its lifts without a kernel',
    async lab => {
      await lab.save();
      await lab.shutdownKernels();
      await lab.load();
      await lab.open(TOUR, { kernel: false });
      const [first] = await liftingCells(lab);
      await lab.cell(first).scrollIntoViewIfNeeded();
      assert.equal(await lab.verdict(first), 'Verified');
      assert.ok((await (await lab.lifted(first)).locator('svg[role=img]').count()) > 0);
      await lab.screenshot('reopened', await lab.lifted(first));
    }
  ]
];
