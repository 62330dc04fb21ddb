/** A fresh JupyterLab on a folder of notebooks, with nothing of the user's own settings. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_MS = 60_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url, deadline) {
  while (Date.now() < deadline) {
    const ok = await fetch(`${url}/api/status`).then(
      response => response.ok,
      () => false
    );
    if (ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error('JupyterLab did not start');
}

/** Starts JupyterLab with `python`, on copies of `notebooks`. */
export async function startServer(python, notebooks) {
  const home = mkdtempSync(join(tmpdir(), 'triton-lift-ui-'));
  const root = join(home, 'notebooks');
  for (const [name, path] of Object.entries(notebooks)) {
    cpSync(path, join(root, name));
  }
  const settings = join(home, 'settings');
  mkdirSync(join(settings, '@jupyterlab/apputils-extension'), { recursive: true });
  // No question about news over the page, and no request for them.
  writeFileSync(
    join(settings, '@jupyterlab/apputils-extension/notification.jupyterlab-settings'),
    '{ "fetchNews": "false", "checkForUpdates": false }'
  );
  const port = await freePort();
  const options = {
    'ServerApp.port': port,
    'ServerApp.ip': '127.0.0.1',
    'ServerApp.root_dir': root,
    'ServerApp.open_browser': 'False',
    'ServerApp.allow_root': 'True',
    'IdentityProvider.token': '',
    'ServerApp.disable_check_xsrf': 'True',
    'LabApp.expose_app_in_browser': 'True',
    'LabApp.collaborative': 'False'
  };
  const env = {
    ...process.env,
    JUPYTER_CONFIG_DIR: join(home, 'config'),
    JUPYTER_DATA_DIR: join(home, 'data'),
    JUPYTERLAB_SETTINGS_DIR: settings,
    JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
    IPYTHONDIR: join(home, 'ipython')
  };
  const child = spawn(python, ['-m', 'jupyter', 'lab', ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let log = '';
  child.stdout.on('data', chunk => (log += chunk));
  child.stderr.on('data', chunk => (log += chunk));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await ended;
    clearTimeout(timer);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      answers(url, Date.now() + START_MS),
      new Promise((_, reject) => child.once('exit', code => reject(new Error(`JupyterLab ended with ${code}\n${log}`))))
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, root, stop };
}
