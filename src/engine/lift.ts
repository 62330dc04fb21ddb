/** The pipeline, top to bottom: source → kernel → denotation → closed form → proof → formula → last net. */
import { preconditionsOf } from './formula/contract';
import { choiceCall, elementaryCall } from './formula/elementary-call';
import { operatorCall } from './formula/operator-call';
import { argumentDisplay, describePiece, pieceDisplay, pieceTree, termLatex, termText } from './formula';
import { torchSource } from './formula/torch';
import { LiftInputError } from './errors';
import type { ConstexprValue, LiftContext, LiftRequest, LiftResult, Obligation, TraceStep, Unsupported as UnsupportedResult, Verdict } from './result';
import { Normaliser } from './simplify/normalise';
import { readable, type Readable } from './simplify/textbook/readable';
import { execute, variantsOf, type Executed, type Variant } from './symbolic/execute';
import type { Lifted, Piece } from './symbolic/lifted';
import { spoken } from './symbolic/denotation';
import { FULL_SYNTHESIS } from './synthesis/options';
import { solveByLaws, solveWith } from './synthesis/solve-loop';
import type { LoopSolver } from './symbolic/loops';
import { pinTerms, resetTerms, termCount, TRUE, type ReadTerm, type Term } from './term';
import { listKernels, type Kernel } from './triton/kernels';
import { parseModule } from './triton/parse';
import type { Module } from './triton/syntax';
import { Unsupported } from './triton/unsupported';
import { joined } from './verify/atomics';
import { close, positives, type CloseOptions } from './verify/close';
import type { Closed } from './verify/closed';
import { statementsOf, type Premise } from './verify/contract';
import { Facts } from './verify/facts';
import { runNet, type NetOutcome } from './verify/net';
import { discharge, isUnusualExtent, type Verified } from './verify/obligations';
import { aliasAnswers } from './verify/aliasing';
import { int32Premises } from './verify/products';
import { Prover } from './verify/prover';
import { renumberPrograms } from './verify/programs';
import { coordinatesIn } from './verify/tensors';
import { wholeTiles } from './verify/whole-tiles';

pinTerms();

/** Lifts each kernel asked for, in each variant of its switches. Throws `LiftInputError` when there is nothing to lift. */
export function lift(request: LiftRequest, context: LiftContext): LiftResult[] {
  const { module, problems } = parseModule(request.source);
  const kernels = listKernels(module);
  const chosen = request.kernel === undefined ? kernels : kernels.filter(k => k.name === request.kernel);
  const explicit = request.kernel !== undefined && chosen.length === 0 ? kernelNamed(module, request.kernel) : null;
  const list = explicit ? [explicit] : chosen;
  if (list.length === 0) {
    throw nothingToLift(request, kernels, problems);
  }
  return list.flatMap(kernel => {
    const broken = problems.find(p => p.span[0] >= kernel.definition.span[0] && p.span[0] <= kernel.definition.span[2]);
    if (broken) {
      throw new LiftInputError(broken.message, broken.span);
    }
    const { variants } = variantsOf(kernel, module, request.set ?? {});
    return variants.map((variant, k) => liftVariant(kernel, module, variant, request, context, k, variants.length));
  });
}

/** A jit function that another one calls is lifted only when it is asked for by name. */
function kernelNamed(module: Module, name: string): Kernel | null {
  const definition = module.functions.get(name);
  return definition ? (listKernels({ ...module, functions: new Map([[name, definition]]) })[0] ?? null) : null;
}

function nothingToLift(request: LiftRequest, kernels: readonly Kernel[], problems: readonly { message: string; span: LiftInputError['span'] }[]): LiftInputError {
  if (problems.length > 0) {
    return new LiftInputError(problems[0].message, problems[0].span);
  }
  if (request.kernel !== undefined) {
    const known = kernels.map(k => k.name).join(', ');
    return new LiftInputError(`no kernel named ${request.kernel}${known ? `; this source defines ${known}` : ''}`, null);
  }
  return new LiftInputError('no Triton kernel in this source: a kernel is a function under @triton.jit that stores', null);
}

type Attempt = { readonly prover: Prover; readonly normaliser: Normaliser; readonly closed: Closed; readonly verified: Verified };
const openCount = (a: Attempt): number => a.verified.obligations.filter(o => o.status !== 'proved').length;

type Clock = { lap: (stage: string) => void; timings: Record<string, number> };

function clock(now: () => number): Clock {
  const timings: Record<string, number> = {};
  let last = now();
  return {
    timings,
    lap: stage => {
      const t = now();
      timings[stage] = Math.round(((timings[stage] ?? 0) + t - last) * 100) / 100;
      last = t;
    }
  };
}

function liftVariant(kernel: Kernel, module: Module, variant: Variant, request: LiftRequest, context: LiftContext, done: number, total: number): LiftResult {
  resetTerms();
  const laps = clock(context.now);
  const progress = (stage: string) => context.progress?.({ kernel: kernel.name, stage, done, total });
  const trace: TraceStep[] = [];
  try {
    const liftBy = (solver: LoopSolver): { result: LiftResult; executed: Executed } => {
      progress('execute');
      const executed = execute(kernel, module, variant, solver);
      laps.lap('execute');
      return { executed, result: lifted(kernel, module, variant, executed, request.raw === true, context, laps, progress, trace) };
    };
    const { result, executed } = liftBy(solveWith(request.synthesis ?? FULL_SYNTHESIS));
    // What is guessed may be right and yet not shown to be defined; the loop as it stands may be.
    const isGuessed = result.verdict === 'unproved' && executed.denotation.summaries.some(s => s.law === 'induction');
    const plain = isGuessed ? liftBy(solveByLaws).result : result;
    return plain.verdict === 'verified' ? plain : result;
  } catch (error) {
    if (error instanceof Unsupported) {
      laps.lap('execute');
      // The evaluator calls a program that Triton would refuse an error; to a reader that word means a bug of ours.
      const unsupported = { construct: error.construct === 'error' ? 'invalid kernel' : error.construct, span: error.span, message: error.message };
      return failure(kernel, variant, 'unsupported', `not supported: ${error.message}`, trace, laps.timings, unsupported);
    }
    if (error instanceof LiftInputError) {
      throw error;
    }
    const message = error instanceof Error ? error.message : String(error);
    return failure(kernel, variant, 'error', `a bug of ours: ${message}`, trace, laps.timings, null);
  }
}

function lifted(
  kernel: Kernel,
  module: Module,
  variant: Variant,
  executed: Executed,
  isRaw: boolean,
  context: LiftContext,
  laps: Clock,
  progress: (stage: string) => void,
  trace: TraceStep[]
): LiftResult {
  const sizes = positives(executed.denotation);
  const denotation = renumberedPrograms(executed.denotation, sizes, context);
  const plain = plainDisplay(kernel, denotation.arguments);
  const say = (t: Term) => termText(t, plain);
  const attempt = (options: CloseOptions): Attempt => {
    const prover = new Prover(context.solver, context.now);
    const normaliser = new Normaliser();
    progress('close');
    const closed = close(denotation, prover, normaliser.normalise, options);
    laps.lap('close');
    progress('prove');
    const verified = discharge(denotation, closed, prover, normaliser.normalise, say);
    laps.lap('prove');
    return { prover, normaliser, closed, verified };
  };
  let options: CloseOptions = { tightGrid: false, whole: [], sizes: denotation.renumbering ? sizes : [] };
  let chosen = attempt(options);
  const better = (changed: CloseOptions): void => {
    const other = attempt(changed);
    if (openCount(other) < openCount(chosen)) {
      chosen = other;
      options = changed;
    }
  };
  const whole = openCount(chosen) > 0 ? wholeTiles(chosen.closed) : [];
  if (whole.length > 0) {
    better({ ...options, whole });
  }
  if (openCount(chosen) > 0) {
    // The number of programs is fixed to the covering one only where one more would change the result.
    better({ ...options, tightGrid: true });
  }
  const { prover, normaliser, closed, verified } = chosen;
  int32Premises(denotation, closed, normaliser.normalise).forEach(p => closed.contract.add(p));

  const raw = closedForm(kernel, executed, closed, verified);
  progress('simplify');
  const facts = new Facts(prover, closed.contract.statements);
  const { form, operators, steps, assumptions: constants }: Readable = isRaw ? { form: raw, operators: new Map(), steps: [], assumptions: [] } : readable(raw, facts, context.now, context.formMilliseconds);
  laps.lap('simplify');
  const traced = [...trace, ...traceOf(denotation, closed, normaliser, raw), ...textbookTrace(raw, steps)];

  progress('check');
  const net = runNet({ kernel, module, variant: { ...variant, ...executed.fixed }, form, closed, tensors: verified.tensors, narrowest: executed.narrowest });
  laps.lap('check');

  const rules = [...new Map([...normaliser.uses, ...steps].map(u => [u.rule, u.law])).entries()];
  const obligations: Obligation[] = [
    ...verified.obligations,
    rewriteObligation(rules),
    vacuityObligation(closed, prover, net)
  ];
  const nan = executed.nanTests[0];
  const verdict = verdictOf(obligations, net, nan !== undefined);
  const result: LiftResult = {
    schema: 1,
    numberModel: 'real',
    kernel: kernel.name,
    variant: presented(variant),
    verdict,
    summary: summaryOf(verdict, obligations, net, nan !== undefined, variant),
    outputs: form.pieces.map(p => {
      const operator = operators.get(p);
      const output = describePiece(form, p, elementaryCall(form, p) ?? (operator ? operatorCall(form, p, operator) : choiceCall(form, p)));
      return { ...output, unusual: output.unusual || p.indices.some(b => isUnusualExtent(b.extent, closed)) };
    }),
    torch: form.pieces.length > 0 ? torchSource(form) : '',
    preconditions: preconditionsOf(closed.contract.premises),
    inPlace: aliasAnswers(denotation, closed, verified.obligations.every(o => o.kind !== 'race-free' || o.status === 'proved')),
    reference: null,
    assumptions: [...assumptionsOf(executed, closed), ...constants],
    obligations: obligations.map(o => ({ ...o, scope: scopeOf(variant) })),
    trace: traced,
    hazards: [],
    formula: form.pieces.map(p => pieceTree(form, p, denotation.spans)),
    counterexample: null,
    unsupported: null,
    timings: laps.timings,
    counts: { ...prover.counts, terms: termCount(), launches: net.launches, rewrites: normaliser.uses.length }
  };
  return result;
}

/** With program ids that a kernel groups by tiles replaced by rows and columns of tiles. */
function renumberedPrograms(denotation: Executed['denotation'], sizes: readonly Premise[], context: LiftContext): Executed['denotation'] {
  const prover = new Prover(context.solver, context.now);
  const base = new Facts(prover, sizes.flatMap(statementsOf));
  return renumberPrograms(denotation, base, new Normaliser().normalise);
}

const presented = (variant: Variant): Record<string, ConstexprValue> => ({ ...variant });

function plainDisplay(kernel: Kernel, args: Lifted['arguments']) {
  const none: Lifted = { kernel: kernel.name, arguments: args, tensors: new Map(), pieces: [], coordinates: read => [read.address] };
  return argumentDisplay(none);
}

function closedForm(kernel: Kernel, executed: Executed, closed: Closed, verified: Verified): Lifted {
  const pieces: Piece[] = joined(closed.effects.filter(e => e.problem === ''))

    .map(e => {
      const tensor = verified.tensors.get(e.effect.buffer);
      return {
        tensor: e.effect.buffer,
        indices: e.outputs,
        where: e.where,
        address: e.address,
        coordinates: tensor ? coordinatesIn(tensor, e.address) : [e.address],
        value: e.value,
        span: e.effect.span
      };
    });
  const coordinates = (read: ReadTerm): readonly Term[] => {
    const tensor = verified.tensors.get(read.buffer);
    return tensor ? coordinatesIn(tensor, read.address) : [read.address];
  };
  return { kernel: kernel.name, arguments: executed.denotation.arguments, tensors: verified.tensors, pieces, coordinates };
}

function rewriteObligation(rules: readonly (readonly [string, string])[]): Obligation {
  return {
    id: 'rewrites.1',
    kind: 'rewrites',
    statement: rules.length === 0 ? 'no rewriting was needed' : `each rewriting is an instance of a proved rule (${rules.map(([name]) => name).join(', ')})`,
    status: 'proved',
    why: '',
    scope: 'all sizes',
    span: null,
    ms: 0,
    smtlib: '',
    by: 'rule library'
  };
}

function vacuityObligation(closed: Closed, prover: Prover, net: NetOutcome): Obligation {
  const answer = prover.satisfiable(closed.contract.statements);
  const proved = answer.answer === true && net.launches > 0 && net.unreached.length === 0;
  return {
    id: 'vacuity.1',
    kind: 'vacuity',
    statement: `the contract can be met: ${net.launches} concrete launches that meet it were run`,
    status: proved ? 'proved' : 'open',
    why: proved ? '' : net.unreached.length > 0 ? `no launch reached an element of ${net.unreached[0]} at which the formula is defined` : net.launches === 0 ? `no concrete launch was found that meets the contract (${net.why})` : 'the contract was not seen to be satisfiable',
    scope: 'all sizes',
    span: null,
    ms: answer.ms,
    smtlib: '',
    by: proved ? 'concrete launch' : ''
  };
}

function verdictOf(obligations: readonly Obligation[], net: NetOutcome, nanTest: boolean): Verdict {
  const open = obligations.filter(o => o.status !== 'proved');
  if (net.disagreement !== null) {
    return open.length === 0 ? 'error' : 'unproved';
  }
  return open.length === 0 && obligations.length > 2 && !nanTest ? 'verified' : 'unproved';
}

/** What the proofs range over: sizes that the caller fixed are named. */
function scopeOf(variant: Variant): string {
  const fixed = Object.entries(variant).filter(([, v]) => typeof v === 'number');
  return fixed.length === 0 ? 'all sizes' : `${fixed.map(([n, v]) => `${n} = ${String(v)}`).join(', ')}; all other sizes`;
}

function summaryOf(verdict: Verdict, obligations: readonly Obligation[], net: NetOutcome, nanTest: boolean, variant: Variant): string {
  const open = obligations.find(o => o.status !== 'proved');
  switch (verdict) {
    case 'verified':
      return scopeOf(variant) === 'all sizes' ? 'proved for all sizes and all block sizes that meet the contract' : `proved for ${scopeOf(variant)} that meet the contract`;
    case 'error':
      return `a bug of ours: proved, but a concrete run disagrees (${net.disagreement})`;
    default:
      if (open) {
        return `open: ${open.statement}: ${open.why}`;
      }
      return nanTest ? 'the kernel tests for NaN or infinity, which the real number model does not know' : (net.disagreement ?? 'open');
  }
}

function assumptionsOf(executed: Executed, closed: Closed): string[] {
  const list = [
    'tensor contents and floating-point arguments are finite real numbers; rounding is not modelled',
    'integers are mathematical: they do not overflow',
    ...typeAssumptions(executed.denotation.arguments),
    ...executed.denotation.assumptions
  ];
  const pointers = executed.denotation.arguments.filter(a => a.kind === 'pointer' && !a.none);
  if (pointers.length > 1) {
    list.push('different pointer arguments do not overlap in memory');
  }
  const fixed = Object.entries(executed.fixed);
  if (fixed.length > 0) {
    list.push(`unrolled loops take their default: ${fixed.map(([n, v]) => `${n} = ${String(v)}`).join(', ')}`);
  }
  for (const c of executed.denotation.claims) {
    if (!closed.contract.premises.some(p => p.kind === 'claim' && p.statement === c.statement)) {
      list.push(`the claim ${c.text} in line ${c.span[0]} was not used`);
    }
  }
  return list;
}

/** Which arguments were taken for integers and which for real numbers. */
function typeAssumptions(args: Lifted['arguments']): string[] {
  const named = (kind: 'pointer' | 'scalar', sort: string) => args.filter(a => !a.none && a.kind !== 'constexpr' && (a.kind === 'pointer') === (kind === 'pointer') && a.sort === sort).map(a => a.name);
  const list = (names: readonly string[], what: string) => (names.length === 0 ? [] : [`${names.join(', ')}: ${what}`]);
  return [
    ...list(named('pointer', 'Int'), 'tensors of integers'),
    ...list(named('pointer', 'Real'), 'tensors of real numbers'),
    ...list(named('scalar', 'Int'), 'integers'),
    ...list(named('scalar', 'Real'), 'real numbers')
  ];
}

function traceOf(denotation: Executed['denotation'], closed: Closed, normaliser: Normaliser, form: Lifted): TraceStep[] {
  const display = argumentDisplay(form);
  const latex = (t: Term) => termLatex(t, display);
  const text = (t: Term) => termText(t, display);
  const steps: TraceStep[] = [];
  denotation.effects.forEach(e => {
    const conditions = e.guard === TRUE ? '' : ` where ${text(e.guard)}`;
    steps.push({ stage: 'execute', title: `store to ${e.buffer}`, detail: `address ${text(e.address)}${conditions}`, latex: latex(e.value), rule: '', span: e.span });
  });
  denotation.summaries.forEach(s => {
    steps.push({ stage: 'synthesise', title: `closed form of ${s.name}`, detail: s.how ? `${s.how}: ${s.statement}` : s.statement, latex: latex(s.value), rule: s.law, span: s.span });
  });
  closed.effects.forEach(e => {
    const solved = [...e.witness].map(([v, t]) => `${spoken(v)} = ${text(t)}`).join(', ');
    steps.push({ stage: 'invert', title: `indices of ${e.effect.buffer}`, detail: e.problem || solved, latex: '', rule: 're-index along a bijection', span: e.effect.span });
  });
  const seen = new Set<string>();
  for (const u of normaliser.uses) {
    const key = `${u.rule} ${u.before.id}`;
    if (seen.has(key) || steps.length > 80) {
      continue;
    }
    seen.add(key);
    steps.push({ stage: 'simplify', title: u.rule, detail: u.law, latex: `${latex(u.before)} = ${latex(u.after)}`, rule: u.rule, span: null });
  }
  return steps;
}

/** The way from the raw formula to the one shown. */
function textbookTrace(raw: Lifted, steps: Readable['steps']): TraceStep[] {
  return steps.map(({ rule, law, isForward, before, after, piece }) => {
    const display = pieceDisplay(raw, piece);
    return { stage: 'simplify', title: isForward ? rule : `${rule}, backwards`, detail: law, latex: `${termLatex(before, display)} = ${termLatex(after, display)}`, rule, span: null };
  });
}

function failure(
  kernel: Kernel,
  variant: Variant,
  verdict: Verdict,
  summary: string,
  trace: readonly TraceStep[],
  timings: Record<string, number>,
  unsupported: UnsupportedResult | null
): LiftResult {
  return {
    schema: 1,
    numberModel: 'real',
    kernel: kernel.name,
    variant: presented(variant),
    verdict,
    summary,
    outputs: [],
    torch: '',
    preconditions: [],
    inPlace: [],
    reference: null,
    assumptions: [],
    obligations: [],
    trace,
    hazards: [],
    formula: [],
    counterexample: null,
    unsupported,
    timings,
    counts: {}
  };
}

