/** The typed syntax tree of the Python subset that kernels use. Every node carries its span in the user's source. */
import type { Span } from '../span';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>';
export type CompareOperator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'is' | 'is not' | 'in' | 'not in';
export type UnaryOperator = '-' | '+' | '~' | 'not';

export type Keyword = { readonly name: string | null; readonly value: Expr; readonly span: Span };

type At = { readonly span: Span };

export type Expr =
  | (At & { readonly kind: 'name'; readonly name: string })
  | (At & { readonly kind: 'integer'; readonly value: bigint })
  /** The literal's own text: it is read exactly. */
  | (At & { readonly kind: 'float'; readonly text: string })
  | (At & { readonly kind: 'string'; readonly value: string })
  | (At & { readonly kind: 'constant'; readonly value: boolean | null })
  | (At & { readonly kind: 'ellipsis' })
  | (At & { readonly kind: 'attribute'; readonly object: Expr; readonly name: string })
  | (At & { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Expr[]; readonly keywords: readonly Keyword[] })
  | (At & { readonly kind: 'subscript'; readonly object: Expr; readonly indices: readonly Expr[]; /** whether written with a comma: `x[i,]` */ readonly tuple: boolean })
  | (At & { readonly kind: 'slice'; readonly lower: Expr | null; readonly upper: Expr | null; readonly step: Expr | null })
  | (At & { readonly kind: 'unary'; readonly op: UnaryOperator; readonly operand: Expr })
  | (At & { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr })
  /** a < b <= c has two operators and three operands. */
  | (At & { readonly kind: 'compare'; readonly ops: readonly CompareOperator[]; readonly operands: readonly Expr[] })
  | (At & { readonly kind: 'boolean'; readonly op: 'and' | 'or'; readonly operands: readonly Expr[] })
  | (At & { readonly kind: 'conditional'; readonly test: Expr; readonly then: Expr; readonly otherwise: Expr })
  | (At & { readonly kind: 'tuple' | 'list'; readonly items: readonly Expr[] })
  | (At & { readonly kind: 'starred'; readonly value: Expr })
  /** Only decorators need it. A null key is `**value`. */
  | (At & { readonly kind: 'dictionary'; readonly entries: readonly { readonly key: Expr | null; readonly value: Expr }[] })
  /** `(target := value)` */
  | (At & { readonly kind: 'named'; readonly target: string; readonly value: Expr })
  | (At & { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expr })
  | (At & { readonly kind: 'formatted'; readonly text: string })
  /** Valid Python that no kernel needs: an error only if it is evaluated. */
  | (At & { readonly kind: 'other'; readonly construct: string });

export type Statement =
  | (At & { readonly kind: 'assign'; readonly targets: readonly Expr[]; readonly value: Expr })
  | (At & { readonly kind: 'augmented'; readonly target: Expr; readonly op: BinaryOperator; readonly value: Expr })
  | (At & { readonly kind: 'annotated'; readonly target: Expr; readonly annotation: Expr; readonly value: Expr | null })
  | (At & { readonly kind: 'expression'; readonly value: Expr })
  | (At & { readonly kind: 'if'; readonly test: Expr; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[] })
  | (At & { readonly kind: 'for'; readonly target: Expr; readonly iterable: Expr; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] })
  | (At & { readonly kind: 'while'; readonly test: Expr; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] })
  | (At & { readonly kind: 'return'; readonly value: Expr | null })
  | (At & { readonly kind: 'assert'; readonly test: Expr; readonly message: Expr | null })
  | (At & { readonly kind: 'pass' | 'break' | 'continue' })
  | (At & { readonly kind: 'function'; readonly definition: FunctionDefinition })
  | (At & { readonly kind: 'import'; readonly bindings: readonly ImportBinding[] })
  | (At & { readonly kind: 'other'; readonly construct: string });

/**
 * `import a.b as c` binds c to `a.b`; `from a import b as c` binds c to `a.b`; `from a import *` binds `*a` to `a`.
 * Relative dots are dropped from the target and counted in `level`; `module` is the part after `from`, or what `import` names.
 */
export type ImportBinding = { readonly name: string; readonly target: string; readonly module: string; readonly level: number };

export type Parameter = {
  readonly name: string;
  readonly annotation: Expr | null;
  readonly default: Expr | null;
  readonly kind: 'positional' | 'keyword-only' | 'var-positional' | 'var-keyword';
  readonly span: Span;
};

export type FunctionDefinition = {
  readonly name: string;
  readonly decorators: readonly Expr[];
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly docstring: string | null;
  readonly span: Span;
  /** The span of the name in `def name(`. */
  readonly nameSpan: Span;
};

/** A module: what its top level binds. A name bound twice keeps the last binding; `if` and `try` at top level contribute both branches, the first one winning. */
export type Module = {
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** The imported path; a relative import keeps its dots, so that `.math` is not Python's `math`. */
  readonly imports: ReadonlyMap<string, string>;
  /** Constants: `NAME = <expression>`, not yet evaluated. */
  readonly assignments: ReadonlyMap<string, Expr>;
};

/** Wrong Python inside a function, at its place. */
export type SyntaxProblem = { readonly message: string; readonly span: Span };
