/** Building nodes. Whatever comes from users or results enters as text, never as markup. */

export type Child = Node | string | null | false | undefined;

/** Attributes by name; `true` is the bare attribute, false and null leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false && child !== undefined));
  return element;
}

/** The class of a part of the page. */
export const part = (name: string, ...modifiers: readonly string[]): string =>
  [`jp-TritonLift-${name}`, ...modifiers.map(modifier => `jp-mod-${modifier}`)].join(' ');

/** A push button. `key` names it across renderings, so that focus survives them. */
export function button(label: string, key: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = h('button', { type: 'button', class: part('button'), 'data-key': key, ...attributes }, label);
  element.addEventListener('click', onClick);
  return element;
}

/** A heading line that opens to the rest. `key` names it across renderings, so that it stays as the user left it. */
export function fold(summary: readonly Child[], key: string, open: boolean, ...children: readonly Child[]): HTMLDetailsElement {
  return h(
    'details',
    { class: part('fold'), 'data-key': key, open },
    h('summary', { 'data-key': `${key}:summary` }, ...summary),
    ...children
  );
}

type Kept = { readonly focus: string | null; readonly folds: ReadonlyMap<string, boolean> };

const keyed = (host: ParentNode): readonly HTMLElement[] => [...host.querySelectorAll<HTMLElement>('[data-key]')];

function remember(host: HTMLElement): Kept {
  const active = host.ownerDocument.activeElement;
  const folds = keyed(host).flatMap(element =>
    element instanceof HTMLDetailsElement ? [[element.dataset.key ?? '', element.open] as const] : []
  );
  return { focus: active instanceof HTMLElement && host.contains(active) ? (active.dataset.key ?? null) : null, folds: new Map(folds) };
}

function restore(host: HTMLElement, kept: Kept): void {
  for (const element of keyed(host)) {
    const key = element.dataset.key ?? '';
    const open = kept.folds.get(key);
    if (element instanceof HTMLDetailsElement && open !== undefined) {
      element.open = open;
    }
    if (kept.focus === key) {
      element.focus({ preventScroll: true });
    }
  }
}

/** Replaces what a host shows. Focus and open details stay where they were. */
export function replaceContent(host: HTMLElement, ...content: readonly Child[]): void {
  const kept = remember(host);
  host.replaceChildren(...content.filter((child): child is Node | string => child !== null && child !== false && child !== undefined));
  restore(host, kept);
}
