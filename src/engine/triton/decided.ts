/** The branches of a function that switches with known values leave: what the others do with a parameter says nothing about it. */
import { assignedNames } from './call-graph';
import type { Expr, FunctionDefinition, Statement } from './syntax';

/** Values of parameters that are known before the kernel runs. */
export type Switches = Readonly<Record<string, string | number | boolean | null>>;

type Known = string | number | boolean | null | undefined;

/** The function without the branches of `if` statements that the switches rule out. */
export function withoutDeadBranches(definition: FunctionDefinition, switches: Switches): FunctionDefinition {
  const assigned = assignedNames(definition.body);
  const value = (name: string): Known => (Object.hasOwn(switches, name) && !assigned.has(name) ? switches[name] : undefined);
  return { ...definition, body: definition.body.flatMap(statement => live(statement, value)) };
}

type Lookup = (name: string) => Known;

function live(statement: Statement, value: Lookup): readonly Statement[] {
  const inside = (body: readonly Statement[]): readonly Statement[] => body.flatMap(s => live(s, value));
  switch (statement.kind) {
    case 'if': {
      const test = truth(valueOf(statement.test, value));
      if (test !== undefined) {
        return inside(test ? statement.then : statement.otherwise);
      }
      return [{ ...statement, then: inside(statement.then), otherwise: inside(statement.otherwise) }];
    }
    case 'for':
    case 'while':
      return [{ ...statement, body: inside(statement.body) }];
    default:
      return [statement];
  }
}

/** The value of a test as far as the switches decide it. */
function valueOf(expr: Expr, value: Lookup): Known {
  switch (expr.kind) {
    case 'name':
      return value(expr.name);
    case 'constant':
    case 'string':
      return expr.value;
    case 'integer':
      return Number(expr.value);
    case 'unary': {
      const operand = truth(valueOf(expr.operand, value));
      return expr.op === 'not' && operand !== undefined ? !operand : undefined;
    }
    case 'boolean': {
      const operands = expr.operands.map(operand => truth(valueOf(operand, value)));
      const deciding = expr.op === 'or';
      if (operands.includes(deciding)) {
        return deciding;
      }
      return operands.includes(undefined) ? undefined : !deciding;
    }
    case 'compare':
      return expr.ops.length === 1 ? compared(expr.ops[0], valueOf(expr.operands[0], value), valueOf(expr.operands[1], value)) : undefined;
    default:
      return undefined;
  }
}

function compared(op: string, a: Known, b: Known): Known {
  if (a === undefined || b === undefined) {
    return undefined;
  }
  switch (op) {
    case '==':
    case 'is':
      return same(a, b);
    case '!=':
    case 'is not':
      return !same(a, b);
    default:
      return undefined;
  }
}

/** Python's equality: True is 1. */
const same = (a: Known, b: Known): boolean => (typeof a === 'boolean' ? Number(a) : a) === (typeof b === 'boolean' ? Number(b) : b);

const truth = (known: Known): boolean | undefined => (known === undefined ? undefined : Boolean(known));
