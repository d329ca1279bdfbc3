/** Indented JSON in which a list of numbers stays on one line. Typed arrays are lists; NaN and infinities are null. */
export function jsonText(value: unknown): string {
  const asList = (_: string, item: unknown): unknown =>
    ArrayBuffer.isView(item) && !(item instanceof DataView) ? Array.from(item as unknown as ArrayLike<number>) : item;
  const indented = JSON.stringify(value, asList, 2);
  // A line break within a string is escaped, so that these are the breaks of the indentation.
  return `${indented.replace(/\[\n[^[\]{}"]*\]/g, (list) => list.replace(/\n\s*/g, ' '))}\n`;
}
