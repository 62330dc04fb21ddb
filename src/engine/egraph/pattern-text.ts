/**
 * Patterns and terms as s-expressions.
 *
 *     (div (exp ?f) (sum ?n (\ $j true) (\ $j (exp (@ ?f $i $j)))))
 *
 * `?f` is a variable, `$i` a slot; `(\ $i body)` is a child in which the slot is bound; `(@ ?f $i $j)` is ?f with $j in the
 * place of $i; `(let $i e ?f)` is ?f with the term e in the place of $i. Everything else is an operator with its children.
 */
export type PatternTree =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'rename'; readonly of: string; readonly from: string; readonly to: string }
  | { readonly kind: 'substitute'; readonly slot: string; readonly by: PatternTree; readonly into: string }
  | { readonly kind: 'node'; readonly op: string; readonly slots: readonly string[]; readonly children: readonly PatternChild[] };

/** A child and the slots that are bound in it. */
export type PatternChild = { readonly binds: readonly string[]; readonly body: PatternTree };

/** Reads one pattern. Throws a `SyntaxError` that says what is wrong and where. */
export function parsePattern(text: string): PatternTree {
  const reader = new Reader(text);
  const tree = reader.pattern();
  reader.end();
  return tree;
}

const isSlot = (token: string): boolean => token.startsWith('$');
const isVariable = (token: string): boolean => token.startsWith('?');

class Reader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(private readonly text: string) {
    this.tokens = text.match(/[()]|[^()\s]+/g) ?? [];
  }

  pattern(): PatternTree {
    const token = this.next();
    if (token === ')') {
      throw this.wrong('a pattern');
    }
    if (token !== '(') {
      return isVariable(token) ? { kind: 'variable', name: token } : isSlot(token) ? this.fail(`the slot ${token} stands alone`) : { kind: 'node', op: token, slots: [], children: [] };
    }
    const op = this.next();
    switch (op) {
      case '@':
        return this.closed({ kind: 'rename', of: this.variable(), from: this.slot(), to: this.slot() });
      case 'let':
        return this.closed({ kind: 'substitute', slot: this.slot(), by: this.pattern(), into: this.variable() });
      default:
        return this.node(op);
    }
  }

  end(): void {
    if (this.at < this.tokens.length) {
      this.fail(`${this.tokens[this.at]} after the pattern`);
    }
  }

  private node(op: string): PatternTree {
    if (op === '(' || op === ')' || op === '\\' || isSlot(op) || isVariable(op)) {
      this.fail(`${op} is no operator`);
    }
    const slots: string[] = [];
    const children: PatternChild[] = [];
    for (let token = this.peek(); token !== ')'; token = this.peek()) {
      if (isSlot(token)) {
        slots.push(this.next());
      } else {
        children.push(this.child());
      }
    }
    return this.closed({ kind: 'node', op, slots, children });
  }

  private child(): PatternChild {
    if (this.peek() !== '(' || this.tokens[this.at + 1] !== '\\') {
      return { binds: [], body: this.pattern() };
    }
    this.at += 2;
    const binds: string[] = [];
    while (isSlot(this.peek())) {
      binds.push(this.next());
    }
    if (binds.length === 0) {
      this.fail('a binder without a slot');
    }
    return this.closed({ binds, body: this.pattern() });
  }

  private closed<T>(value: T): T {
    if (this.next() !== ')') {
      throw this.wrong(')');
    }
    return value;
  }

  private slot(): string {
    const token = this.next();
    return isSlot(token) ? token : this.fail(`${token} is no slot`);
  }

  private variable(): string {
    const token = this.next();
    return isVariable(token) ? token : this.fail(`${token} is no variable`);
  }

  private peek(): string {
    return this.tokens[this.at] ?? this.fail('the text ends too early');
  }

  private next(): string {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private wrong(expected: string): SyntaxError {
    return new SyntaxError(`expected ${expected} at token ${this.at} of: ${this.text}`);
  }

  private fail(what: string): never {
    throw new SyntaxError(`${what} in: ${this.text}`);
  }
}
