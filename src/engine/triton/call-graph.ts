/** Which expressions a function contains, and which functions of its module it calls. */
import { resolveReference } from './resolve';
import type { Expr, FunctionDefinition, Module, Statement } from './syntax';

/** An expression and all its parts, outermost first. */
export function* expressionsIn(expr: Expr): Generator<Expr> {
  yield expr;
  for (const part of partsOf(expr)) {
    yield* expressionsIn(part);
  }
}

const present = (...exprs: readonly (Expr | null)[]): Expr[] => exprs.filter((expr): expr is Expr => expr !== null);

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'attribute':
      return [expr.object];
    case 'call':
      return [expr.callee, ...expr.args, ...expr.keywords.map(keyword => keyword.value)];
    case 'subscript':
      return [expr.object, ...expr.indices];
    case 'slice':
      return present(expr.lower, expr.upper, expr.step);
    case 'unary':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'compare':
    case 'boolean':
      return expr.operands;
    case 'conditional':
      return [expr.test, expr.then, expr.otherwise];
    case 'tuple':
    case 'list':
      return expr.items;
    case 'starred':
    case 'named':
      return [expr.value];
    case 'lambda':
      return [expr.body, ...expr.parameters.flatMap(parameter => present(parameter.default))];
    case 'dictionary':
      return expr.entries.flatMap(({ key, value }) => present(key, value));
    default:
      return [];
  }
}

/** Every expression in a list of statements. */
export function* allExpressions(statements: readonly Statement[]): Generator<Expr> {
  for (const statement of statements) {
    for (const expr of expressionsOf(statement)) {
      yield* expressionsIn(expr);
    }
    yield* allExpressions(nestedStatements(statement));
  }
}

/** The expressions that stand in a statement itself. */
export function expressionsOf(statement: Statement): readonly Expr[] {
  switch (statement.kind) {
    case 'assign':
      return [...statement.targets, statement.value];
    case 'augmented':
      return [statement.target, statement.value];
    case 'annotated':
      return present(statement.target, statement.annotation, statement.value);
    case 'expression':
      return [statement.value];
    case 'if':
    case 'while':
      return [statement.test];
    case 'for':
      return [statement.target, statement.iterable];
    case 'return':
      return present(statement.value);
    case 'assert':
      return present(statement.test, statement.message);
    default:
      return [];
  }
}

export function nestedStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.then, ...statement.otherwise];
    case 'for':
    case 'while':
      return [...statement.body, ...statement.otherwise];
    case 'function':
      return statement.definition.body;
    default:
      return [];
  }
}

/** The functions of the module that a function calls or passes on. */
export function calledFunctions(definition: FunctionDefinition, module: Module): FunctionDefinition[] {
  const local = new Set(definition.parameters.map(parameter => parameter.name));
  const result = new Set<FunctionDefinition>();
  for (const expr of allExpressions(definition.body)) {
    if (expr.kind === 'name' && !local.has(expr.name)) {
      const resolution = resolveReference(expr, module);
      if (resolution?.kind === 'function') {
        result.add(resolution.definition);
      }
    }
  }
  return [...result];
}

/** The names that statements assign to. */
export function assignedNames(statements: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  const add = (target: Expr): void => {
    if (target.kind === 'name') {
      names.add(target.name);
    } else if (target.kind === 'tuple' || target.kind === 'list') {
      target.items.forEach(add);
    }
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case 'assign':
        statement.targets.forEach(add);
        break;
      case 'augmented':
      case 'annotated':
      case 'for':
        add(statement.target);
        break;
      default:
    }
    assignedNames(nestedStatements(statement)).forEach(name => names.add(name));
  }
  return names;
}
