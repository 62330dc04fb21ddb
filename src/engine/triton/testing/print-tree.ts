/** Trees as S-expressions, for tables of tests. */
import type { Expr, Parameter, Statement } from '../syntax';

const list = (head: string, parts: readonly string[]): string => `(${[head, ...parts].join(' ')})`;

export function printExpression(expr: Expr): string {
  const print = printExpression;
  const optional = (part: Expr | null): string => (part ? print(part) : '_');
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'integer':
      return expr.value.toString();
    case 'float':
      return `${expr.text}f`;
    case 'string':
      return JSON.stringify(expr.value);
    case 'constant':
      return expr.value === null ? 'None' : expr.value ? 'True' : 'False';
    case 'ellipsis':
      return '...';
    case 'attribute':
      return `${print(expr.object)}.${expr.name}`;
    case 'call':
      return list('call', [print(expr.callee), ...expr.args.map(print), ...expr.keywords.map(({ name, value }) => `${name ?? '**'}=${print(value)}`)]);
    case 'subscript':
      return list(expr.tuple ? 'index,' : 'index', [print(expr.object), ...expr.indices.map(print)]);
    case 'slice':
      return list('slice', [expr.lower, expr.upper, expr.step].map(optional));
    case 'unary':
      return list(expr.op, [print(expr.operand)]);
    case 'binary':
      return list(expr.op, [print(expr.left), print(expr.right)]);
    case 'compare':
      return list('compare', expr.operands.flatMap((operand, i) => (i === 0 ? [print(operand)] : [expr.ops[i - 1], print(operand)])));
    case 'boolean':
      return list(expr.op, expr.operands.map(print));
    case 'conditional':
      return list('if', [print(expr.test), print(expr.then), print(expr.otherwise)]);
    case 'tuple':
    case 'list':
      return list(expr.kind, expr.items.map(print));
    case 'starred':
      return `*${print(expr.value)}`;
    case 'dictionary':
      return list('dict', expr.entries.map(({ key, value }) => `${key ? print(key) : '**'}:${print(value)}`));
    case 'named':
      return list(':=', [expr.target, print(expr.value)]);
    case 'lambda':
      return list('lambda', [printParameters(expr.parameters), print(expr.body)]);
    case 'formatted':
      return list('formatted', [JSON.stringify(expr.text)]);
    case 'other':
      return `<${expr.construct}>`;
  }
}

const stars: Partial<Record<Parameter['kind'], string>> = { 'var-positional': '*', 'var-keyword': '**' };

export const printParameters = (parameters: readonly Parameter[]): string =>
  `[${parameters
    .map(({ name, kind, annotation, default: value }) => `${stars[kind] ?? (kind === 'keyword-only' ? '/' : '')}${name}${annotation ? `:${printExpression(annotation)}` : ''}${value ? `=${printExpression(value)}` : ''}`)
    .join(' ')}]`;

export function printStatement(statement: Statement): string {
  const block = (statements: readonly Statement[]): string => `{${statements.map(printStatement).join(' ')}}`;
  const branch = (statements: readonly Statement[]): string[] => (statements.length > 0 ? [block(statements)] : []);
  const print = printExpression;
  switch (statement.kind) {
    case 'assign':
      return list('=', [...statement.targets, statement.value].map(print));
    case 'augmented':
      return list(`${statement.op}=`, [print(statement.target), print(statement.value)]);
    case 'annotated':
      return list(':', [print(statement.target), print(statement.annotation), ...(statement.value ? [print(statement.value)] : [])]);
    case 'expression':
      return print(statement.value);
    case 'if':
      return list('if', [print(statement.test), block(statement.then), ...branch(statement.otherwise)]);
    case 'for':
      return list('for', [print(statement.target), print(statement.iterable), block(statement.body), ...branch(statement.otherwise)]);
    case 'while':
      return list('while', [print(statement.test), block(statement.body), ...branch(statement.otherwise)]);
    case 'return':
      return list('return', statement.value ? [print(statement.value)] : []);
    case 'assert':
      return list('assert', [statement.test, statement.message].flatMap(expr => (expr ? [print(expr)] : [])));
    case 'function':
      return list('def', [statement.definition.name, printParameters(statement.definition.parameters), block(statement.definition.body)]);
    case 'import':
      return list('import', statement.bindings.map(({ name, target, level }) => `${name}=${'.'.repeat(level)}${target}`));
    case 'other':
      return `<${statement.construct}>`;
    default:
      return statement.kind;
  }
}
