/** The text of a lift that a golden file holds: what a reader would check, and nothing that changes by itself. */
import type { LiftResult, Obligation, Output, Precondition } from '../../src/engine/result';

/** All variants of a kernel, one after the other. */
export const goldenText = (results: readonly LiftResult[]): string => `${results.map(variantText).join('\n\n')}\n`;

function variantText(result: LiftResult): string {
  const switches = Object.entries(result.variant).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [
    ...(switches.length > 0 ? [`variant ${switches.join(' ')}`] : []),
    `verdict ${result.verdict}`,
    ...(result.unsupported ? [`unsupported${at(result.unsupported.span)} ${result.unsupported.construct}: ${result.unsupported.message}`] : []),
    ...part('formula', result.outputs.flatMap(outputLines)),
    ...part('contract', result.preconditions.map(preconditionLine)),
    ...part('assumptions', result.assumptions),
    ...part('in place', result.inPlace.map(pair => `${pair.input} as ${pair.output}: ${pair.safe === null ? 'not known' : pair.safe ? 'safe' : 'not safe'}`)),
    ...part('obligations', result.obligations.map(obligationLine)),
    ...part('hazards', result.hazards.map(hazard => `${hazard.kind}${at(hazard.span)}: ${hazard.text}`)),
    ...(result.counterexample ? [`counterexample ${result.counterexample.why}`] : [])
  ].join('\n');
}

const part = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`)]);

const at = (span: readonly number[] | null): string => (span ? ` (line ${span[0]})` : '');

const outputLines = (output: Output): string[] => [
  `${output.target} = ${output.text}`,
  `  for ${output.domain}${output.unusual ? ' (unusual)' : ''}`,
  ...(output.operator === null ? [] : [`  ${output.operator}`])
];

const preconditionLine = (precondition: Precondition): string => `${precondition.text}${precondition.unusual ? ' (unusual)' : ''}`;

const obligationLine = (obligation: Obligation): string =>
  `${obligation.status} ${obligation.kind}${at(obligation.span)}, ${obligation.scope}: ${obligation.statement}${obligation.why ? ` [${obligation.why}]` : ''}`;
