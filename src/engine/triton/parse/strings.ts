/** Python string literals: prefixes, quotes and escapes. */

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"', '\n': ''
};

const LITERAL = /^([A-Za-z]*)('''|"""|'|")([\s\S]*)$/;
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;

function unescape(text: string): string {
  return text.replace(ESCAPE, (whole, hex, short, long, octal, simple: string | undefined) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) {
      return String.fromCodePoint(parseInt(code, 16));
    }
    return octal !== undefined ? String.fromCodePoint(parseInt(octal, 8)) : (simpleEscapes[simple!] ?? whole);
  });
}

/** The value of one literal as it is written; null when it is not closed. */
export function stringValue(literal: string): string | null {
  const match = LITERAL.exec(literal);
  if (!match || !match[3].endsWith(match[2])) {
    return null;
  }
  const content = match[3].slice(0, -match[2].length);
  return /r/i.test(match[1]) ? content : unescape(content);
}
