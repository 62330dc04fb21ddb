/** Copies text; falls back to the old command where the page may not use the clipboard (a server without TLS). */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text);
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.className = 'jp-TritonLift-offscreen';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  (focused as HTMLElement | null)?.focus();
  if (!done) {
    throw new Error('copying is not allowed');
  }
}
