/** Operators with a name, printed by the templates of their rows: `softmax({f})[{i}]`, or `softmax(k < n: {f})[{i}]` where f is no slice. */
import { findOperator } from '../simplify/textbook/operators';
import type { NamedView, View } from './view';

/** How the parts of a template are printed. */
export type PartPrinter = {
  /** Between the parentheses of a call. */
  readonly bare: (view: View) => string;
  /** Beside an infix operator. */
  readonly operand: (view: View) => string;
  /** The range of the binders and its guards; empty where functions are slices. */
  readonly range: string;
};

/** Whether the operator is written as a call, which has room for a range. */
export const isCall = (operator: string): boolean => /^\w+\(/.test(findOperator(operator)?.text ?? `${operator}(`);

/** The operator as text. */
export function namedText(view: NamedView, printer: PartPrinter): string {
  const template = findOperator(view.operator)?.text ?? genericTemplate(view);
  return fill(printer.range === '' ? template : template.replace('(', () => `(${printer.range}: `), view, isCall(view.operator) ? printer.bare : printer.operand);
}

/** The operator as LaTeX, its range below its name. */
export function namedLatex(view: NamedView, printer: PartPrinter): string {
  const own = findOperator(view.operator)?.latex ?? `\\operatorname{${view.operator}}(${genericTemplate(view).split('(')[1]}`;
  const template = printer.range === '' || /^\\operatorname\{[^}]*\}\(/.test(own) ? own : `\\operatorname{${view.operator.replace(/_/g, '\\_')}}(${shownParts(view).join(', ')})`;
  const sized = template.replace(/\(/g, '\\left(').replace(/\)/g, '\\right)').replace(/, /g, ',\\, ');
  return fill(printer.range === '' ? sized : sized.replace('\\left(', () => `_{${printer.range}}\\left(`), view, isCall(view.operator) ? printer.bare : printer.operand);
}

const shownParts = (view: NamedView): string[] => view.parameters.map(p => `{${p.name}}`);
const genericTemplate = (view: NamedView): string => `${view.operator}(${shownParts(view).join(', ')})`;

const fill = (template: string, view: NamedView, print: (v: View) => string): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const part = view.parameters.find(p => p.name === name);
    return part ? print(part.view) : whole;
  });
