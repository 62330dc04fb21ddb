#!/usr/bin/env node
/** The command line's process: wires the real files, streams and solver together. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { version } from '../../package.json';
import { lift } from '../engine/lift';
import { loadNodeSolver } from '../engine/verify/z3/node';
import { EXIT } from './exit-status';
import type { IHost } from './host';
import { run } from './run';
import { serve } from './serve';

const host: IHost = {
  readFile: path => readFile(path, 'utf8'),
  out: text => void process.stdout.write(text),
  error: text => void process.stderr.write(text),
  loadSolver: loadNodeSolver,
  lift,
  now: () => performance.now()
};

async function main(words: readonly string[]): Promise<number> {
  if (words.length === 1 && words[0] === '--serve') {
    await serve(createInterface({ input: process.stdin, crlfDelay: Infinity }), host);
    return EXIT.verified;
  }
  return run(words, version, host);
}

// A reader that went away (`| head`) is no error of the lift.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

// The status is set and the process left to end by itself: ending it would cut off what a pipe has not yet taken.
main(process.argv.slice(2)).then(
  status => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`triton-lift: a bug of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = EXIT.bug;
  }
);
