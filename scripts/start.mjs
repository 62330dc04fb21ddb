/** Builds and installs the extension, and opens JupyterLab on the tour. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installPackage, prepareNode, preparePython, python, root, run } from './environment.mjs';

prepareNode();
preparePython(['notebook', 'triton']);
run('npm', ['run', '--silent', 'build']);
installPackage();

// In a container everybody is root; Jupyter wants to be told that this is meant.
const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
const lab = spawn(python, ['-m', 'jupyter', 'lab', 'tour.ipynb', ...asRoot, ...process.argv.slice(2)], {
  cwd: join(root, 'examples'),
  stdio: 'inherit'
});
lab.on('exit', code => process.exit(code ?? 0));
['SIGINT', 'SIGTERM'].forEach(signal => process.on(signal, () => lab.kill(signal)));
