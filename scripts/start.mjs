/** Builds and installs the extension, and opens JupyterLab on the tour. */
import { spawn } from 'node:child_process';
import { installPackage, prepareNode, preparePython, python, root, run } from './environment.mjs';

prepareNode();
preparePython(['notebook']);
run('npm', ['run', '--silent', 'build']);
installPackage();

const lab = spawn(python, ['-m', 'jupyter', 'lab', '--ServerApp.root_dir=examples', 'examples/tour.ipynb', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit'
});
lab.on('exit', code => process.exit(code ?? 0));
['SIGINT', 'SIGTERM'].forEach(signal => process.on(signal, () => lab.kill(signal)));
