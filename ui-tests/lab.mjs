/** What a user does in JupyterLab, in the words of the tests. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const LIFT_MS = 45_000;

export class Lab {
  constructor(page, url, screenshots) {
    this.page = page;
    this.url = url;
    this.screenshots = screenshots;
    /** Errors of the page itself: no test may leave any. */
    this.errors = [];
    page.on('pageerror', error => {
      const text = error.stack ?? error.message;
      // ipywidgets' own manager stumbles over notebooks that have no kernel.
      if (!text.includes('@jupyter-widgets/jupyterlab-manager')) {
        this.errors.push(text);
      }
    });
  }

  /** Loads JupyterLab with empty workspace. */
  async load() {
    await this.page.goto(`${this.url}/lab?reset`);
    await this.page.waitForFunction(() => window.jupyterapp?.restored, null, { timeout: 60_000 });
    await this.page.evaluate(() => window.jupyterapp.restored);
  }

  run(command, args = {}) {
    return this.page.evaluate(([id, given]) => window.jupyterapp.commands.execute(id, given).then(() => undefined), [command, args]);
  }

  /** Opens a notebook; `kernel: false` opens it without one. */
  async open(path, { kernel = true } = {}) {
    await this.run('docmanager:open', {
      path,
      factory: 'Notebook',
      ...(kernel ? {} : { kernelPreference: { shouldStart: false, canStart: true, autoStartDefault: false } })
    });
    await this.page.locator('.jp-Notebook:visible .jp-Cell').first().waitFor();
    await this.page.evaluate(async () => {
      const notebook = window.jupyterapp.shell.currentWidget;
      await notebook.revealed;
      await notebook.context.ready;
    });
    if (kernel) {
      await this.page.waitForFunction(
        () => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle',
        null,
        { timeout: 60_000 }
      );
    }
  }

  /** A new notebook with these code cells. */
  async compose(path, cells) {
    const content = {
      cells: cells.map((source, at) => ({ cell_type: 'code', id: `cell${at}`, metadata: {}, execution_count: null, outputs: [], source })),
      metadata: {
        kernelspec: { name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python' },
        language_info: { name: 'python' }
      },
      nbformat: 4,
      nbformat_minor: 5
    };
    await fetch(`${this.url}/api/contents/${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'notebook', content })
    });
  }

  cell(at) {
    return this.page.locator('.jp-Notebook:visible .jp-Cell').nth(at);
  }

  /** Runs one cell, and waits for the kernel to be idle if asked. */
  async execute(at) {
    await this.select(at);
    await this.run('notebook:run-cell');
  }

  async select(at) {
    await this.page.evaluate(index => {
      const notebook = window.jupyterapp.shell.currentWidget.content;
      notebook.activeCellIndex = index;
      notebook.deselectAll();
    }, at);
  }

  /** The page below a cell, once the lift is done. */
  async lifted(at) {
    const result = this.cell(at).locator('.jp-TritonLift-result, .jp-TritonLift-message').first();
    await result.waitFor({ timeout: LIFT_MS });
    return result;
  }

  async verdict(at) {
    const result = await this.lifted(at);
    return (await result.locator('h2').first().innerText()).split('\n')[0].trim();
  }

  save() {
    return this.run('docmanager:save');
  }

  /** Changes settings of a plugin; JupyterLab reads them when it loads. */
  async setting(plugin, values) {
    const body = JSON.stringify({ raw: JSON.stringify(values) });
    const response = await fetch(`${this.url}/lab/api/settings/${plugin}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body
    });
    if (!response.ok) {
      throw new Error(`settings of ${plugin}: ${response.status}`);
    }
    await this.load();
  }

  theme(name) {
    return this.run('apputils:change-theme', { theme: name });
  }

  async screenshot(name, locator = this.page) {
    mkdirSync(this.screenshots, { recursive: true });
    await locator.screenshot({ path: join(this.screenshots, `${name}.png`), animations: 'disabled' });
  }

  async content(path) {
    const response = await fetch(`${this.url}/api/contents/${path}?content=1`);
    return (await response.json()).content;
  }

  async shutdownKernels() {
    const kernels = await (await fetch(`${this.url}/api/sessions`)).json();
    await Promise.all(kernels.map(session => fetch(`${this.url}/api/sessions/${session.id}`, { method: 'DELETE' })));
  }
}
