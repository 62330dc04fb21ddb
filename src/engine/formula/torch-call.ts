/** Calls of PyTorch's library as text, on values with one axis for each index. */
import { isNumber, Q, TRUE, type Term, type VariableTerm } from '../term';
import { atom, callOf, code, floatLiteral, infix, operand, Precedence, type Code } from './python';
import type { HelperName } from './torch-helpers';
import type { LibraryCall, Part } from './torch-plan';

/** What the calls need of the writer of expressions. */
export type PartWriter = {
  readonly rank: number;
  readonly write: (term: Term) => Code;
  /** The term as a tensor, also where it is a number. */
  readonly tensorCode: (term: Term) => Code;
  /** Whether the value surely has all of the index's axis. */
  readonly spans: (term: Term, v: VariableTerm) => boolean;
  readonly livesOn: (term: Term) => ReadonlySet<number>;
  readonly use: (helper: HelperName) => string;
  /** A local that holds the value. */
  readonly assign: (hint: string, value: Code) => Code;
  /** Locals for several values at once. */
  readonly assignAll: (hints: readonly string[], value: Code) => readonly Code[];
};

const PLACE = /\{(\w+)(?::(\w+)|\|(\w+)\|([^{}|]+))?\}/g;

/** The call, with `meaning` where a number turns out not to be what PyTorch wants. */
export function libraryCode(call: LibraryCall, positions: readonly number[], writer: PartWriter, meaning: () => Code): Code {
  const printer = new CallPrinter(call, positions, writer);
  const written = printer.call();
  if (call.needs.length === 0) {
    return written;
  }
  const conditions = call.needs.map(({ name, holds }) => infix(Precedence.Compare, holds === 'positive' ? '>' : '>=', [printer.number(call.parts.get(name)!.term), atom('0')]).text);
  return code(Precedence.Conditional, `${operand(written, Precedence.Not)} if ${conditions.join(' and ')} else ${operand(meaning(), Precedence.Not)}`);
}

class CallPrinter {
  private readonly locals = new Map<string, Code>();

  constructor(
    private readonly plan: LibraryCall,
    private readonly positions: readonly number[],
    private readonly writer: PartWriter
  ) {}

  call(): Code {
    switch (this.plan.operator) {
      case 'dot':
        return this.inner(this.value('a'), this.value('b'), this.lives('a'), this.lives('b'));
      case 'attention':
        return this.attention();
      default:
        return this.filled();
    }
  }

  /** A number as Python's. */
  number(term: Term): Code {
    return isNumber(term) ? floatLiteral(Q.toNumber(term.value)) : callOf('float', this.writer.write(term).text);
  }

  private filled(): Code {
    const { row, parts } = this.plan;
    if (row.isOneShape) {
      this.inOneShape();
    }
    const mentions = [...row.template.matchAll(PLACE)].map(m => m[1]);
    [...parts].filter(([name]) => mentions.indexOf(name) !== mentions.lastIndexOf(name)).forEach(([name]) => this.locals.set(name, this.local(name, this.value(name))));
    const text = row.template.replace(PLACE, (place: string, name: string, form: string | undefined, guard: string | undefined, otherwise: string | undefined, at: number) => {
      const part = this.part(name, form, guard, otherwise);
      const isBare = /[(,]\s?$/.test(row.template.slice(0, at)) && /^[,)]/.test(row.template.slice(at + place.length));
      return isBare ? part.text : operand(part, Precedence.Atom);
    });
    const written = code(isCallText(row.template) ? Precedence.Atom : Precedence.Sum, text);
    return row.isLast && this.positions[0] !== this.writer.rank - 1 ? atom(`${written.text}.movedim(-1, ${this.positions[0]})`) : written;
  }

  private part(name: string, form: string | undefined, guard: string | undefined, otherwise: string | undefined): Code {
    switch (name) {
      case 'dim':
        return atom(this.positions.length === 1 ? String(this.positions[0]) : `(${this.positions.join(', ')})`);
      case 'n':
        return this.plan.extents.length === 1 ? this.writer.write(this.plan.extents[0]) : infix(Precedence.Product, '*', this.plan.extents.map(e => this.writer.write(e)));
      default:
        break;
    }
    if (guard !== undefined && otherwise !== undefined) {
      return this.masked(name, guard, otherwise);
    }
    const value = this.locals.get(name) ?? this.value(name);
    if (form === 'last') {
      return this.positions[0] === this.writer.rank - 1 ? value : atom(`${operand(value, Precedence.Atom)}.movedim(${this.positions[0]}, -1)`);
    }
    return form === 'vector' ? atom(`${operand(value, Precedence.Atom)}.flatten()`) : value;
  }

  private expect(name: string): Part {
    const part = this.plan.parts.get(name);
    if (!part) {
      throw new Error(`${this.plan.operator} has no part ${name}`);
    }
    return part;
  }

  /** A part as PyTorch takes it: a number of Python, or a tensor that has all of the binder's axes. */
  private value(name: string): Code {
    const { role, term } = this.expect(name);
    if (role === 'number') {
      return this.number(term);
    }
    const written = this.writer.tensorCode(term);
    return role === 'operand' || this.plan.along.every(v => this.writer.spans(term, v)) ? written : this.spread(written);
  }

  private lives(name: string): ReadonlySet<number> {
    return this.writer.livesOn(this.expect(name).term);
  }

  private spread(value: Code): Code {
    return callOf(this.writer.use('spread'), value.text, ...this.plan.along.map(v => this.writer.write(v).text));
  }

  /** A function with another value where the guard does not hold. */
  private masked(name: string, guard: string, otherwise: string): Code {
    const [f, g] = [this.expect(name).term, this.expect(guard).term];
    if (g === TRUE) {
      return this.value(name);
    }
    const written = callOf('torch.where', this.writer.tensorCode(g).text, this.writer.tensorCode(f).text, otherwise);
    return this.plan.along.every(v => this.writer.spans(f, v) || this.writer.spans(g, v)) ? written : this.spread(written);
  }

  private local(hint: string, value: Code): Code {
    return /^\w+$/.test(value.text) ? value : this.writer.assign(hint, value);
  }

  /** Operands that may have different shapes are expanded to one. */
  private inOneShape(): void {
    const operands = [...this.plan.parts].filter(([, part]) => part.role === 'operand');
    const values = operands.map(([name]) => this.value(name));
    const lives = operands.map(([, part]) => [...this.writer.livesOn(part.term)].sort().join());
    if (lives.some(l => l !== lives[0])) {
      const together = this.writer.assignAll(operands.map(([name]) => name), callOf('torch.broadcast_tensors', ...values.map(v => v.text)));
      operands.forEach(([name], k) => this.locals.set(name, together[k]));
    }
  }

  /** Σ a·b: a product of matrices where a has rows of its own and b columns, else of vectors. */
  private inner(a: Code, b: Code, livesA: ReadonlySet<number>, livesB: ReadonlySet<number>): Code {
    const [axis] = this.positions;
    const alone = (own: ReadonlySet<number>, other: ReadonlySet<number>): number | undefined => [...own].filter(p => p !== axis && !other.has(p)).sort((p, q) => p - q).pop();
    const [row, column] = [alone(livesA, livesB), alone(livesB, livesA)];
    return row === undefined || column === undefined
      ? atom(`torch.linalg.vecdot(${a.text}, ${b.text}, dim=${axis}).unsqueeze(${axis})`)
      : callOf(this.writer.use('matrix_product'), a.text, b.text, String(axis), String(row), String(column));
  }

  /** What the guard leaves out has weight 0, and must not be infinite either. */
  private attention(): Code {
    const guard = this.lives('g');
    const weights = callOf('torch.softmax', this.masked('s', 'g', 'float("-inf")').text, `dim=${this.positions[0]}`);
    return this.inner(weights, this.masked('v', 'g', '0.0'), new Set([...this.lives('s'), ...guard]), new Set([...this.lives('v'), ...guard]));
  }
}

/** Whether the template is one call, so that it binds as tight as a name. */
function isCallText(template: string): boolean {
  if (!/^[\w.]+\(/.test(template)) {
    return false;
  }
  let depth = 0;
  return [...template].every((c, k) => {
    depth += c === '(' ? 1 : c === ')' ? -1 : 0;
    return depth > 0 || k === template.length - 1 || !/[^\w.()]/.test(c);
  });
}
