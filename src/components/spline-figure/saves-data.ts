/** Whether the reader has asked the browser to load no more than is needed (Save-Data, `prefers-reduced-data`). */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches;
}
