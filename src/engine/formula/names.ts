/** Names as a reader sees them: of indices, and of identifiers in LaTeX. */

const INDEX_LETTERS = ['i', 'j', 'k', 'l', 'm', 'p', 'q', 'r', 's', 't', 'u', 'v'] as const;

const STATE_LETTERS = ['s', 'u', 'v', 'w', 'h', 'g'] as const;

/** The first name for the state of a recurrence that is not taken. */
export function nextStateName(taken: (name: string) => boolean): string {
  for (let round = 0; ; round++) {
    const free = STATE_LETTERS.map(letter => (round === 0 ? letter : `${letter}${round}`)).find(name => !taken(name));
    if (free !== undefined) {
      return free;
    }
  }
}

/** Index names in order of preference: letters first, then numbered rounds of them. */
export function* indexNames(): Generator<string, never> {
  for (let round = 0; ; round++) {
    for (const letter of INDEX_LETTERS) {
      yield round === 0 ? letter : `${letter}${round}`;
    }
  }
}

/** The first index name that is not taken. */
export function nextIndexName(taken: (name: string) => boolean): string {
  for (const name of indexNames()) {
    if (!taken(name)) {
      return name;
    }
  }
  throw new Error('index names never end');
}

/** Whether the name was made up by the engine (`hint%n`, `#n`) and must not reach the eye. */
export const isInternalName = (name: string): boolean => name.includes('%') || name.startsWith('#');

/** Greek letters that LaTeX has a command for; `omicron` has none. */
const GREEK = new Set(
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega'.split(' ')
);

/** Characters with a meaning in LaTeX's math mode. */
const ESCAPES: Readonly<Record<string, string>> = {
  _: '\\_',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  '{': '\\{',
  '}': '\\}',
  '\\': '\\backslash ',
  '^': '\\wedge ',
  '~': '\\sim '
};

const escapeLatex = (name: string): string => name.replace(/[_$&#%{}\\^~]/g, c => ESCAPES[c]);

/** An identifier of the kernel: letters plain, Greek letters by name, all others in italics as one word. */
export function latexName(name: string): string {
  if (/^[A-Za-z]$/.test(name)) {
    return name;
  }
  if (GREEK.has(name)) {
    return `\\${name}`;
  }
  const element = /^([A-Za-z_]\w*)\[(\d+)\]$/.exec(name);
  return element ? `${latexName(element[1])}_{${element[2]}}` : `\\mathit{${escapeLatex(name)}}`;
}

/** An index that `indexNames` made. */
export function latexIndexName(name: string): string {
  if (name === ':') {
    return ':';
  }
  const numbered = /^([a-z])(\d+)$/.exec(name);
  return numbered ? `${numbered[1]}_{${numbered[2]}}` : latexName(name);
}
