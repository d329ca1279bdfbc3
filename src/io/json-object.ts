export type JsonObject = Readonly<Partial<Record<string, unknown>>>;

/** Whether parsed JSON is an object, rather than a list or a single value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
