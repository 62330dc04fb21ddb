/** Formulas as LaTeX for MathJax 3, with amsmath and no macros of our own. */
import { foldRow, never, operationRow, type OperationName, type Term } from '../term';
import { arrange } from './arrange';
import { latexIndexName, latexName } from './names';
import { numberLatex } from './numbers';
import { isCall, namedLatex } from './named';
import { isWholeTensor } from './slices';
import { parts, type Display, type NamedView, type Relation, type View } from './view';

/** From loosest to tightest. */
const enum Level {
  Or,
  And,
  Not,
  Compare,
  BitOr,
  BitXor,
  BitAnd,
  Shift,
  Sum,
  /** A big operator, cases or a function without parentheses: what follows it would be taken for its body. */
  Open,
  Product,
  Factor,
  Power,
  Atom
}

/** Levels of the operations whose LaTeX in the table stands between its arguments. */
const infixLevels: { readonly [K in OperationName]?: Level } = {
  mod: Level.Product,
  bitand: Level.BitAnd,
  bitor: Level.BitOr,
  bitxor: Level.BitXor,
  xor: Level.BitXor,
  shiftleft: Level.Shift,
  shiftright: Level.Shift
};

const relations: Readonly<Record<Relation, string>> = { '<': '<', '<=': '\\le', '>=': '\\ge', '>': '>', '=': '=', '!=': '\\ne' };

type Printed = { readonly latex: string; readonly level: Level };

const at = (level: Level, latex: string): Printed => ({ latex, level });

const parenthesised = (latex: string): string => `\\left(${latex}\\right)`;

/** The view's LaTeX, in parentheses when it binds looser than `least`. */
function inside(view: View, least: Level): string {
  const { latex, level } = print(view);
  return level < least ? parenthesised(latex) : latex;
}

/** LaTeX between delimiters, where nothing needs parentheses. */
const bare = (view: View): string => print(view).latex;

/** Whether something inside is too tall for an exponent. */
function isTall(view: View): boolean {
  const before = tall.get(view);
  if (before !== undefined) {
    return before;
  }
  const now = TALL.has(view.kind) || (view.kind === 'call' && view.op === 'floordiv') || parts(view).some(isTall);
  tall.set(view, now);
  return now;
}

const TALL: ReadonlySet<View['kind']> = new Set(['quotient', 'cases', 'fold', 'recurrence', 'named']);
const tall = new WeakMap<View, boolean>();

const commaList = (views: readonly View[]): string => views.map(bare).join(',');

/** Fills the table's template; an argument that no delimiter encloses is kept tight. */
function fill(template: string, args: readonly View[]): string {
  return template.replace(/(.?)(.?)\{(\d)\}/g, (_, before2: string, before1: string, position: string) => {
    const isLoose = before1 === '' || before1 === ' ' || (before2 === '+' && before1 === ' ');
    return `${before2}${before1}${isLoose ? inside(args[Number(position)], Level.Factor) : bare(args[Number(position)])}`;
  });
}

function call(view: View & { readonly kind: 'call' }): Printed {
  const { op, args } = view;
  if (op === 'exp') {
    return isTall(args[0]) ? at(Level.Atom, `\\exp${parenthesised(bare(args[0]))}`) : at(Level.Power, `e^{${bare(args[0])}}`);
  }
  if (op === 'max2' || op === 'min2') {
    return at(Level.Atom, `\\${op === 'max2' ? 'max' : 'min'}${parenthesised(args.map(bare).join(',\\, '))}`);
  }
  const infixLevel = infixLevels[op];
  if (infixLevel !== undefined) {
    const template = operationRow(op).latex;
    const operator = template.slice(template.indexOf('}') + 1, template.lastIndexOf('{')).trim();
    return at(infixLevel, args.map(a => inside(a, infixLevel + 1)).join(` ${operator} `));
  }
  const { latex } = operationRow(op);
  if (/ \{0\}$/.test(latex)) {
    // A function name before its argument: `\log x`, but `\log\left(x + 1\right)`.
    const name = latex.replace(/(\\,)? \{0\}$/, '');
    const argument = print(args[0]);
    return argument.level >= Level.Power ? at(Level.Open, `${name} ${argument.latex}`) : at(Level.Atom, `${name}${parenthesised(argument.latex)}`);
  }
  return at(Level.Atom, fill(latex.replace(/(?<!\\left)\(/g, '\\left(').replace(/(?<!\\right)\)/g, '\\right)'), args));
}

function fold(view: View & { readonly kind: 'fold' }): Printed {
  const lines = [...view.binders.map(b => `${latexIndexName(b.name)} < ${inside(b.extent, Level.BitOr)}`), ...view.guards.map(g => inside(g, Level.Or))];
  const range = lines.length === 1 ? lines[0] : `\\substack{${lines.join(' \\\\ ')}}`;
  const body = inside(view.body, Level.Open);
  const carry = view.carry ? ` \\mapsto ${inside(view.carry, Level.Sum)}` : '';
  return at(Level.Open, `${foldRow(view.op).latex}_{${range}} ${body}${carry}`);
}

/** The operator iterate with the range and the starts below, and in brackets each state and what takes its place. */
function recurrence(view: View & { readonly kind: 'recurrence' }): Printed {
  const starts = view.states.map(s => `${latexIndexName(s.name)} = ${inside(s.initial, Level.BitOr)}`);
  const range = [`${latexIndexName(view.index.name)} < ${inside(view.index.extent, Level.BitOr)}`, ...starts].join(' \\\\ ');
  const steps = view.states.map(s => `${latexIndexName(s.name)} \\mapsto ${bare(s.update)}`).join(',\\; ');
  const which = view.states.length === 1 ? '' : `_{${latexIndexName(view.result)}}`;
  return at(Level.Atom, `\\operatorname*{iterate}_{\\substack{${range}}} \\left[${steps}\\right]${which}`);
}

function named(view: NamedView): Printed {
  const range = [...view.binders.map(b => `${latexIndexName(b.name)} < ${inside(b.extent, Level.BitOr)}`), ...view.guards.map(g => inside(g, Level.Or))].join(',\\, ');
  return at(isCall(view.operator) ? Level.Atom : Level.Product, namedLatex(view, { bare, operand: v => inside(v, Level.Factor), range }));
}

const isOpen = (view: View): boolean => print(view).level === Level.Open;

const sign = (negative: boolean, first: boolean): string => (first ? (negative ? '-' : '') : negative ? ' - ' : ' + ');

/** A sum or product sign binds tighter than what follows it by convention; `\max x + 1` would be ambiguous. */
const summand = (view: View, isLast: boolean): string =>
  inside(view, !isLast && (view.kind === 'cases' || (view.kind === 'fold' && view.op !== 'sum' && view.op !== 'prod')) ? Level.Factor : Level.Open);

/** Juxtaposition after a number, a dot between names. Only the last factor may be open to the right. */
function product(factors: readonly View[]): string {
  const ordered = [...factors.filter(f => !isOpen(f)), ...factors.filter(isOpen)];
  return ordered
    .map((f, k) => {
      const isLast = k === ordered.length - 1;
      const text = inside(f, isLast ? Level.Open : Level.Factor);
      if (k === 0) {
        return text;
      }
      return ordered[k - 1].kind === 'number' && !/^[\d.-]/.test(text) && k === 1 ? `\\,${text}` : ` \\cdot ${text}`;
    })
    .join('');
}

function cases(view: View & { readonly kind: 'cases' }): Printed {
  const rows = view.branches.map(b => `${bare(b.value)} & \\text{if } ${bare(b.condition)}`);
  return at(Level.Open, `\\begin{cases} ${[...rows, `${bare(view.otherwise)} & \\text{otherwise}`].join(' \\\\ ')} \\end{cases}`);
}

/** A name at its arguments; plain where it has none. */
const applied = (name: string, args: readonly string[]): string => `${latexIndexName(name)}${args.length === 0 ? '' : parenthesised(args.join(',\\, '))}`;

/** The formula, and below it a line for each name, aligned. */
function where(view: View & { readonly kind: 'where' }): string {
  const lines = view.definitions.map((d, k) => `& ${k === 0 ? '\\text{where }' : '\\phantom{\\text{where }}'} ${applied(d.name, d.parameters.map(latexIndexName))} = ${bare(d.value)}`);
  return `\\begin{aligned}[t] & ${[bare(view.body), ...lines].join(' \\\\ ')} \\end{aligned}`;
}

/** What each view prints as: a product asks of each factor before it prints it, which would take exponential time in depth. */
const printed = new WeakMap<View, Printed>();

function print(view: View): Printed {
  const before = printed.get(view);
  if (before) {
    return before;
  }
  const now = printAnew(view);
  printed.set(view, now);
  return now;
}

function printAnew(view: View): Printed {
  switch (view.kind) {
    case 'number':
      return at(Level.Atom, numberLatex(view.value));
    case 'infinity':
      return at(Level.Atom, '\\infty');
    case 'undefined':
      return at(Level.Atom, '\\text{undefined}');
    case 'boolean':
      return at(Level.Atom, `\\text{${view.value}}`);
    case 'index':
      return at(Level.Atom, latexIndexName(view.name));
    case 'name':
      return at(Level.Atom, latexName(view.name));
    case 'read':
      return at(Level.Atom, isWholeTensor(view) ? latexName(view.buffer) : `${latexName(view.buffer)}_{${commaList(view.coordinates)}}`);
    case 'negate':
      return at(Level.Sum, `-${inside(view.of, Level.Open)}`);
    case 'sum':
      return at(Level.Sum, view.summands.map((s, k) => sign(s.negative, k === 0) + summand(s.view, k === view.summands.length - 1)).join(''));
    case 'product':
      return at(view.factors.some(isOpen) ? Level.Open : Level.Product, product(view.factors));
    case 'quotient':
      return at(Level.Factor, `\\frac{${bare(view.numerator)}}{${bare(view.denominator)}}`);
    case 'power':
      return power(view);
    case 'call':
      return call(view);
    case 'compare':
      return at(Level.Compare, `${inside(view.left, Level.BitOr)} ${relations[view.relation]} ${inside(view.right, Level.BitOr)}`);
    case 'junction': {
      const level = view.op === 'and' ? Level.And : Level.Or;
      return at(level, view.parts.map(p => inside(p, level)).join(view.op === 'and' ? ' \\land ' : ' \\lor '));
    }
    case 'not':
      return at(Level.Not, `\\lnot ${inside(view.of, Level.Power)}`);
    case 'cases':
      return cases(view);
    case 'fold':
      return fold(view);
    case 'recurrence':
      return recurrence(view);
    case 'abbreviation':
      return at(Level.Atom, applied(view.name, view.args.map(bare)));
    case 'where':
      return at(Level.Open, where(view));
    case 'named':
      return named(view);
    default:
      return never(view);
  }
}

/** `x^{2}`; the base of an exponential counts as one that needs parentheses, or `e^{x}^{2}` would not parse. */
function power(view: View & { readonly kind: 'power' }): Printed {
  const base = inside(view.base, Level.Atom);
  return isTall(view.exponent) && view.exponent.kind !== 'quotient'
    ? at(Level.Power, `${base}^{\\textstyle ${bare(view.exponent)}}`)
    : at(Level.Power, `${base}^{${bare(view.exponent)}}`);
}

/** The view as LaTeX. */
export const viewLatex = (view: View): string => bare(view);

/** The term as LaTeX. */
export const termLatex = (term: Term, display: Display): string => viewLatex(arrange(term, display));
