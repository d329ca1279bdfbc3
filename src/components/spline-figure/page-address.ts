const shown: readonly string[] = ['http:', 'https:', 'file:'];

/** Address of a page that links may lead to; empty where the text names none, but a script, say. */
export function pageAddress(text: string): string {
  if (text === '') return '';
  try {
    const url = new URL(text, document.baseURI);
    // What a link opens takes this place.
    url.hash = '';
    return shown.includes(url.protocol) ? url.href : '';
  } catch {
    return '';
  }
}
