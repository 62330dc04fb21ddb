/** One run of the command line: reads the file, lifts, prints, and says with what status to end. */
import { LiftInputError } from '../engine/errors';
import { listKernels } from '../engine/triton/kernels';
import { parseModule } from '../engine/triton/parse';
import { parseArguments, USAGE, type Command } from './arguments';
import { EXIT, exitStatus } from './exit-status';
import type { IHost } from './host';
import { nearNames, suggestion } from './near-names';
import { location, report } from './report';

type LiftCommand = Extract<Command, { kind: 'lift' }>;

/** Runs a command other than `--serve`; returns the exit status. */
export async function run(words: readonly string[], version: string, host: IHost): Promise<number> {
  const command = parseArguments(words);
  switch (command.kind) {
    case 'help':
      host.out(`${USAGE}\n`);
      return EXIT.verified;
    case 'version':
      host.out(`triton-lift ${version}\n`);
      return EXIT.verified;
    case 'usage':
      return wrongUsage(host, command.message);
    case 'serve':
      throw new Error('--serve is not a single run');
    case 'lift':
      return runLift(command, host);
  }
}

function wrongUsage(host: IHost, message: string): number {
  host.error(`triton-lift: ${message}\n`);
  host.error('Try triton-lift --help.\n');
  return EXIT.usage;
}

async function runLift(command: LiftCommand, host: IHost): Promise<number> {
  if (command.against !== undefined) {
    return wrongUsage(host, '--against is not available yet: this version compares with no reference, and does not lift as if it had');
  }
  let source: string;
  try {
    source = await host.readFile(command.file);
  } catch (error) {
    return wrongUsage(host, `cannot read ${command.file}: ${reasonOf(error)}`);
  }
  const unknown = unknownSetting(command, source);
  if (unknown !== null) {
    return wrongUsage(host, unknown);
  }
  try {
    const solver = await host.loadSolver();
    const results = host.lift({ source, kernel: command.kernel, set: command.set, synthesis: command.synthesis, raw: command.raw }, { solver, now: host.now });
    results.forEach(result => host.out(command.json ? `${JSON.stringify(result)}\n` : `${report(result, command.file)}\n`));
    return exitStatus(results);
  } catch (error) {
    if (error instanceof LiftInputError) {
      host.error(`${location(command.file, error.span)}: ${error.message}${hint(command, source)}\n`);
      return EXIT.usage;
    }
    host.error(`triton-lift: a bug of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.bug;
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = { ENOENT: 'no such file', EISDIR: 'it is a directory', EACCES: 'permission denied' };

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return READ_ERRORS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Near names, when the kernel asked for does not exist. */
function hint(command: LiftCommand, source: string): string {
  const { module } = parseModule(source);
  if (command.kernel === undefined || module.functions.has(command.kernel)) {
    return '';
  }
  return suggestion(nearNames(command.kernel, listKernels(module).map(k => k.name)));
}

/** What is wrong with the names given by `--set`: none of the kernels asked for has such a parameter. */
function unknownSetting(command: LiftCommand, source: string): string | null {
  const functions = [...parseModule(source).module.functions.values()].filter(f => command.kernel === undefined || f.name === command.kernel);
  const known = [...new Set(functions.flatMap(f => f.parameters.map(p => p.name)))];
  const wrong = functions.length === 0 ? undefined : Object.keys(command.set).find(name => !known.includes(name));
  return wrong === undefined ? null : `--set ${wrong}: no kernel asked for has a parameter of that name${suggestion(nearNames(wrong, known))}`;
}
