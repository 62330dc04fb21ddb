/** The command line as typed data. Wrong usage is a value with the message to print. */
import type { ConstexprValue, SynthesisOptions } from '../engine/result';
import { nearNames, suggestion } from './near-names';
import { parseValue } from './python-value';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve' }
  | {
      readonly kind: 'lift';
      readonly file: string;
      readonly kernel: string | undefined;
      readonly set: Readonly<Record<string, ConstexprValue>>;
      /** `FILE.py::FUNCTION`. */
      readonly against: string | undefined;
      readonly json: boolean;
      readonly synthesis: SynthesisOptions;
      readonly raw: boolean;
    }
  | { readonly kind: 'usage'; readonly message: string };

export const USAGE = `usage: triton-lift FILE.py[::KERNEL] [--set NAME=VALUE ...] [--against FILE.py::FUNCTION] [--json]
       triton-lift --serve

Lifts Triton kernels to the formulas that they compute, proved for all sizes.

  FILE.py::KERNEL   lift this kernel; without ::KERNEL, each kernel of the file
  --set NAME=VALUE  fix a constexpr parameter: a Python number, True, False, None or a string
  --against FILE.py::FUNCTION
                    compare with a PyTorch reference
  --no-top-down, --no-bottom-up, --no-pruning
                    do without a part of synthesis, to see what it is worth
  --raw             show the formula as the kernel computes it, not as a textbook would
  --json            print one JSON object for each kernel and variant, one a line
  --serve           answer JSON requests, one a line, from standard input
  --version         print the version
  --help            print this text

exit status: 0 all verified, 1 any refuted, 2 any unproved, 3 any unsupported, 64 wrong usage, 70 a bug of ours`;

const SWITCHES: Readonly<Record<string, keyof SynthesisOptions>> = { '--no-top-down': 'topDown', '--no-bottom-up': 'bottomUp', '--no-pruning': 'pruning' };
const FLAGS = ['--set', '--against', '--json', '--raw', '--serve', '--help', '--version', ...Object.keys(SWITCHES)];
const takesNoValue = (name: string): boolean => name === '--json' || name === '--raw' || name === '--serve' || Object.hasOwn(SWITCHES, name);

const usage = (message: string): Command => ({ kind: 'usage', message });

/** An option's name and the value written after `=`, if any. */
function splitOption(word: string): readonly [name: string, value: string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** Reads the words after the program's name. Options may stand anywhere; `--` ends them. */
export function parseArguments(words: readonly string[]): Command {
  const set: Record<string, ConstexprValue> = {};
  const files: string[] = [];
  let against: string | undefined;
  const synthesis = { topDown: true, bottomUp: true, pruning: true };
  let json = false;
  let raw = false;
  let serve = false;
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    if (word === '--') {
      files.push(...words.slice(k + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      files.push(word);
      continue;
    }
    const [name, inline] = splitOption(word);
    const value = (): string | undefined => inline ?? words[++k];
    switch (name) {
      case '-h':
      case '--help':
        return { kind: 'help' };
      case '--version':
        return { kind: 'version' };
      case '--json':
        json = true;
        break;
      case '--raw':
        raw = true;
        break;
      case '--serve':
        serve = true;
        break;
      case '--against':
        against = value();
        if (against === undefined || !/^.+::[^:]+$/.test(against)) {
          return usage('--against needs FILE.py::FUNCTION');
        }
        break;
      case '--set': {
        const problem = addSetting(set, value());
        if (problem !== null) {
          return usage(problem);
        }
        break;
      }
      case '--no-top-down':
      case '--no-bottom-up':
      case '--no-pruning':
        synthesis[SWITCHES[name]] = false;
        break;
      default:
        return usage(`unknown option ${name}${suggestion(nearNames(name, FLAGS))}`);
    }
    if (inline !== undefined && takesNoValue(name)) {
      return usage(`${name} takes no value`);
    }
  }
  if (serve) {
    return files.length === 0 && against === undefined && Object.keys(set).length === 0 ? { kind: 'serve' } : usage('--serve takes its requests from standard input, and no other arguments');
  }
  return files.length === 1 ? withKernel(files[0], { set, against, json, synthesis, raw }) : usage(files.length === 0 ? 'which file?' : `one file at a time, not ${files.join(' and ')}`);
}

/** Adds `NAME=VALUE`; the problem with it, or null. */
function addSetting(set: Record<string, ConstexprValue>, text: string | undefined): string | null {
  const match = /^([^=\s]+)=(.*)$/s.exec(text ?? '');
  if (!match || !isIdentifier(match[1])) {
    return `--set needs NAME=VALUE${text === undefined ? '' : `, not ${text}`}`;
  }
  const [, name, value] = match;
  if (Object.hasOwn(set, name)) {
    return `--set gives ${name} twice`;
  }
  const parsed = parseValue(value);
  if (parsed === undefined) {
    return `--set ${name}=${value}: not a number, True, False, None or a string`;
  }
  Object.defineProperty(set, name, { value: parsed, enumerable: true, configurable: true, writable: true });
  return null;
}

type LiftCommand = Extract<Command, { kind: 'lift' }>;

function withKernel(target: string, options: Omit<LiftCommand, 'kind' | 'file' | 'kernel'>): Command {
  const at = target.lastIndexOf('::');
  const [file, kernel] = at < 0 ? [target, undefined] : [target.slice(0, at), target.slice(at + 2)];
  if (file === '' || (kernel !== undefined && !isIdentifier(kernel))) {
    return usage(`${target} is not FILE.py::KERNEL`);
  }
  return { kind: 'lift', file, kernel, ...options };
}

const isIdentifier = (name: string): boolean => /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name);
