/**
 * The JSON schema of a result, made from the types in src/engine/result.ts, so that the two cannot differ.
 * `node scripts/result-schema.mjs` writes docs/result.schema.json; with `--check` it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src/engine/result.ts');
const target = join(root, 'docs/result.schema.json');

/** Types that refer to themselves or stand in several places; each becomes a definition. */
const NAMED = ['LiftResult', 'FormulaTree', 'Output', 'Precondition', 'Obligation', 'TraceStep', 'Hazard', 'Counterexample', 'Unsupported'];

const { TypeFlags } = ts;

/** One type as a schema. `open` names the definition that is being written, which must not refer to itself. */
function schemaOf(type, checker, open = null) {
  const name = type.aliasSymbol?.name;
  if (NAMED.includes(name) && name !== open) {
    return { $ref: `#/$defs/${name}` };
  }
  if (type.isUnion()) {
    return unionSchema(type, checker);
  }
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    return { const: type.value };
  }
  const simple = [
    [TypeFlags.String, 'string'],
    [TypeFlags.Number, 'number'],
    [TypeFlags.Null, 'null'],
    [TypeFlags.BooleanLike, 'boolean']
  ].find(([flag]) => type.flags & flag);
  if (simple) {
    return { type: simple[1] };
  }
  if (type.flags & TypeFlags.Unknown) {
    return {};
  }
  if (checker.isTupleType(type)) {
    const parts = checker.getTypeArguments(type).map(part => schemaOf(part, checker));
    return { type: 'array', prefixItems: parts, minItems: parts.length, maxItems: parts.length };
  }
  if (checker.isArrayType(type)) {
    return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0], checker) };
  }
  return objectSchema(type, checker);
}

function unionSchema(type, checker) {
  // `boolean` is the union of its two literals.
  const isBoolean = part => Boolean(part.flags & TypeFlags.BooleanLiteral);
  const booleans = type.types.some(isBoolean) ? [{ type: 'boolean' }] : [];
  const literals = type.types.filter(part => part.isStringLiteral()).map(part => part.value);
  const others = type.types.filter(part => !isBoolean(part) && !part.isStringLiteral()).map(part => schemaOf(part, checker));
  const all = [...(literals.length > 0 ? [{ enum: literals }] : []), ...booleans, ...others];
  return all.length === 1 ? all[0] : { anyOf: all };
}

function objectSchema(type, checker) {
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (values) {
    return { type: 'object', additionalProperties: schemaOf(values, checker) };
  }
  const properties = type.getProperties().map(property => {
    const comment = ts.displayPartsToString(property.getDocumentationComment(checker));
    const schema = schemaOf(checker.getTypeOfSymbol(property), checker);
    return [property.name, comment ? { description: comment, ...schema } : schema, Boolean(property.flags & ts.SymbolFlags.Optional)];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, schema]) => [name, schema])),
    required: properties.filter(([, , optional]) => !optional).map(([name]) => name)
  };
}

function makeSchema() {
  const program = ts.createProgram([source], {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext
  });
  const checker = program.getTypeChecker();
  const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(source)));
  const typeOf = name => checker.getDeclaredTypeOfSymbol(exports.find(symbol => symbol.name === name));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A lift: one kernel, one variant',
    $ref: '#/$defs/LiftResult',
    $defs: Object.fromEntries(NAMED.map(name => [name, schemaOf(typeOf(name), checker, name)]))
  };
}

const text = `${JSON.stringify(makeSchema(), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('docs/result.schema.json is not what src/engine/result.ts says: run `node scripts/result-schema.mjs`');
  process.exit(1);
}
