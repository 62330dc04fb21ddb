/**
 * Z3 through SMT-LIB text, synchronously and on one thread. Both transports share this file.
 *
 * Each query gets a fresh context, so that answers do not depend on the queries before it. `(push)` and `(check-sat-using smt)` keep Z3
 * away from the tactic portfolio, whose timers are threads; a resource limit, never a time-out, bounds the work for the same reason.
 */
import type { Solver, SolverAnswer } from '../solver';
import type { Z3Module } from './module';
import { withoutThreads } from './thread-guard';

/** About one to two seconds of work. Verdicts must not sit near it: the count moves by up to half a percent. */
export const DEFAULT_RLIMIT = 1_500_000;

/** Commands that belong to the transport: they would change what is decided, or start threads. */
const RESERVED = /\(\s*(check-sat\S*|set-option|set-logic|reset\S*|push|pop|exit|get-\S+|apply|echo|include)(?=[\s()]|$)/;

/** Quoted symbols, strings and comments may hold any text; they are not commands. */
const INERT = /\|[^|]*\||"(?:[^"]|"")*"|;[^\n]*/g;

/** The commands that decide the script: declarations and assertions in, one answer out. */
export const queryText = (script: string, rlimit: number): string =>
  `(set-option :rlimit ${Math.max(1, Math.trunc(rlimit))})\n(push)\n${script}\n(check-sat-using smt)\n`;

/** Quoted symbols do not nest: one left open would swallow the commands that follow the script. */
const isBalanced = (script: string): boolean => {
  let depth = 0;
  for (const c of script.replace(INERT, ' ')) {
    if (c === '|' || c === '"') {
      return false;
    }
    depth += c === '(' ? 1 : c === ')' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
};

function refusal(script: string): string | null {
  const reserved = RESERVED.exec(script.replace(INERT, ' '));
  if (reserved) {
    return `a script holds declarations and assertions only, not ${reserved[1]}`;
  }
  return isBalanced(script) ? null : 'the parentheses or quotes of the script do not balance';
}

/** Evaluates commands in one context that lives as long as `use` runs. */
function withContext<T>(module: Z3Module, use: (evaluate: (commands: string) => string) => T): T {
  const config = module._Z3_mk_config();
  const context = module._Z3_mk_context(config);
  module._Z3_del_config(config);
  module._set_noop_error_handler(context);
  const result = use(commands => String(module.ccall('Z3_eval_smtlib2_string', 'string', ['number', 'string'], [context, commands])));
  // Not in a `finally`: after an exception out of the wasm code the context is in no state to be freed; it is abandoned.
  module._Z3_del_context(context);
  return result;
}

const failure = (message: string): SolverAnswer => ({ kind: 'failure', message });

function ask(evaluate: (commands: string) => string, script: string, rlimit: number, wantsModel: boolean): SolverAnswer {
  const output = evaluate(queryText(script, rlimit)).trim();
  // A refused assertion is skipped and the script goes on to `sat`: any error voids the answer.
  if (output.includes('(error')) {
    return failure(output);
  }
  switch (output) {
    case 'unsat':
      return { kind: 'unsat' };
    case 'sat': {
      const model = wantsModel ? evaluate('(get-model)').trim() : '';
      return model.includes('(error') ? failure(model) : { kind: 'sat', model };
    }
    case 'unknown': {
      const reason = evaluate('(get-info :reason-unknown)').trim();
      return { kind: 'unknown', reason: /^\(:reason-unknown "?(.*?)"?\)$/s.exec(reason)?.[1] ?? reason };
    }
    default:
      return failure(`unexpected answer: ${output}`);
  }
}

/** The solver over a loaded module. */
export function textSolver(module: Z3Module): Solver {
  const version = String(module.ccall('Z3_get_full_version', 'string', [], []));
  return {
    name: version.startsWith('Z3') ? version : `Z3 ${version}`,
    check(script, options = {}) {
      const refused = refusal(script);
      if (refused !== null) {
        return failure(refused);
      }
      try {
        return withoutThreads(() =>
          withContext(module, evaluate => ask(evaluate, script, options.rlimit ?? DEFAULT_RLIMIT, options.model ?? true))
        );
      } catch (error) {
        return failure(error instanceof Error ? error.message : String(error));
      }
    }
  };
}
