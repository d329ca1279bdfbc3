const shown: readonly string[] = ['http:', 'https:', 'file:'];

/** Address of a page that links may lead to; empty where the text names none, but a script, say. */
export function pageAddress(text: string): string {
  if (text === '') return '';
  try {
    const { protocol, href } = new URL(text, document.baseURI);
    return shown.includes(protocol) ? href : '';
  } catch {
    return '';
  }
}
