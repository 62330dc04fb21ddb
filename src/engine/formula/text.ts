/** Formulas as plain text, with as few parentheses as precedence allows. */
import { never, type OperationName, type Term } from '../term';
import { arrange } from './arrange';
import { numberText } from './numbers';
import { isCall, namedText } from './named';
import { isWholeTensor } from './slices';
import type { Display, NamedView, View } from './view';

/** From loosest to tightest. */
const enum Level {
  Cases,
  Or,
  And,
  Not,
  Compare,
  BitOr,
  BitXor,
  BitAnd,
  Shift,
  Sum,
  Product,
  Factor,
  Power,
  Atom
}

/** Binary operations written between their arguments; both sides at the level above unless the operation associates. */
const infix: { readonly [K in OperationName]?: { readonly sign: string; readonly level: Level; readonly associates: boolean } } = {
  floordiv: { sign: '//', level: Level.Product, associates: false },
  mod: { sign: 'mod', level: Level.Product, associates: false },
  bitand: { sign: '&', level: Level.BitAnd, associates: true },
  bitor: { sign: '|', level: Level.BitOr, associates: true },
  bitxor: { sign: 'xor', level: Level.BitXor, associates: true },
  xor: { sign: 'xor', level: Level.BitXor, associates: true },
  shiftleft: { sign: '<<', level: Level.Shift, associates: false },
  shiftright: { sign: '>>', level: Level.Shift, associates: false }
};

/** Operations whose name in a formula is not that of the table. */
const callNames: { readonly [K in OperationName]?: string } = { max2: 'max', min2: 'min', intabs: 'abs' };

const rangeText = (view: NamedView): string => [...view.binders.map(b => `${b.name} < ${inside(b.extent, Level.BitOr)}`), ...view.guards.map(g => inside(g, Level.Or))].join(', ');

type Printed = { readonly text: string; readonly level: Level };

const at = (level: Level, text: string): Printed => ({ text, level });

/** The view's text, in parentheses when it binds looser than `least`. */
function inside(view: View, least: Level): string {
  const printed = print(view);
  return printed.level < least ? `(${printed.text})` : printed.text;
}

/** Short products and quotients are set tight. */
const joined = (operands: readonly string[], sign: string): string =>
  operands.join(operands.join(sign).length <= 16 ? sign : ` ${sign} `);

function foldText(view: View & { readonly kind: 'fold' }): string {
  const range = [...view.binders.map(b => `${b.name} < ${inside(b.extent, Level.BitOr)}`), ...view.guards.map(g => inside(g, Level.Or))].join(', ');
  const carry = view.carry ? ` at ${inside(view.carry, Level.Sum)}` : '';
  return `${view.op}(${range}: ${inside(view.body, Level.Cases)}${carry})`;
}

/** `iterate(j < n, s = 0: s/2 + x[j])`; where there are several states, each has its update and the last word says which is meant. */
function recurrenceText(view: View & { readonly kind: 'recurrence' }): string {
  const starts = view.states.map(s => `${s.name} = ${inside(s.initial, Level.Or)}`).join(', ');
  const range = `${view.index.name} < ${inside(view.index.extent, Level.BitOr)}, ${starts}`;
  if (view.states.length === 1) {
    return `iterate(${range}: ${inside(view.states[0].update, Level.Cases)})`;
  }
  return `iterate(${range}: ${view.states.map(s => `${s.name} -> ${inside(s.update, Level.Cases)}`).join('; ')}).${view.result}`;
}

/** A name at its arguments; plain where it has none. */
const applied = (name: string, args: readonly string[]): string => (args.length === 0 ? name : `${name}(${args.join(', ')})`);

function print(view: View): Printed {
  switch (view.kind) {
    case 'number':
      return at(Level.Atom, numberText(view.value));
    case 'infinity':
      return at(Level.Atom, 'inf');
    case 'undefined':
      return at(Level.Atom, 'undefined');
    case 'boolean':
      return at(Level.Atom, String(view.value));
    case 'index':
    case 'name':
      return at(Level.Atom, view.name);
    case 'read':
      return at(Level.Atom, isWholeTensor(view) ? view.buffer : `${view.buffer}[${view.coordinates.map(c => inside(c, Level.Cases)).join(', ')}]`);
    case 'negate':
      return at(Level.Sum, `-${inside(view.of, Level.Product)}`);
    case 'sum':
      return at(Level.Sum, view.summands.map((s, k) => sign(s.negative, k === 0) + inside(s.view, Level.Product)).join(''));
    case 'product':
      return at(Level.Product, joined(view.factors.map(f => inside(f, Level.Factor)), '*'));
    case 'quotient':
      return at(Level.Product, joined([inside(view.numerator, Level.Product), inside(view.denominator, Level.Factor)], '/'));
    case 'power':
      return at(Level.Power, `${inside(view.base, Level.Atom)}^${inside(view.exponent, Level.Atom)}`);
    case 'call': {
      const operator = infix[view.op];
      if (!operator) {
        return at(Level.Atom, `${callNames[view.op] ?? view.op}(${view.args.map(a => inside(a, Level.Cases)).join(', ')})`);
      }
      const least = operator.associates ? operator.level : operator.level + 1;
      return at(operator.level, view.args.map(a => inside(a, least)).join(` ${operator.sign} `));
    }
    case 'compare':
      return at(Level.Compare, `${inside(view.left, Level.BitOr)} ${view.relation} ${inside(view.right, Level.BitOr)}`);
    case 'junction': {
      const level = view.op === 'and' ? Level.And : Level.Or;
      return at(level, view.parts.map(p => inside(p, level)).join(` ${view.op} `));
    }
    case 'not':
      return at(Level.Not, `not ${inside(view.of, Level.Not)}`);
    case 'cases':
      return at(
        Level.Cases,
        view.branches.map(b => `if ${inside(b.condition, Level.Or)} then ${inside(b.value, Level.Or)} else `).join('') + inside(view.otherwise, Level.Or)
      );
    case 'fold':
      return at(Level.Atom, foldText(view));
    case 'recurrence':
      return at(Level.Atom, recurrenceText(view));
    case 'abbreviation':
      return at(Level.Atom, applied(view.name, view.args.map(a => inside(a, Level.Cases))));
    case 'where':
      return at(Level.Cases, `${inside(view.body, Level.Cases)}, where ${view.definitions.map(d => `${applied(d.name, d.parameters)} = ${inside(d.value, Level.Cases)}`).join(', ')}`);
    case 'named':
      return at(isCall(view.operator) ? Level.Atom : Level.Product, namedText(view, { bare: v => inside(v, Level.Cases), operand: v => inside(v, Level.Factor), range: rangeText(view) }));
    default:
      return never(view);
  }
}

function sign(negative: boolean, first: boolean): string {
  if (first) {
    return negative ? '-' : '';
  }
  return negative ? ' - ' : ' + ';
}

/** The view as plain text. */
export const viewText = (view: View): string => print(view).text;

/** The term as plain text. */
export const termText = (term: Term, display: Display): string => viewText(arrange(term, display));
