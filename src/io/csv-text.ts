import Papa from 'papaparse';

/** Comma-separated text with a header; null leaves a field empty. Numbers are written so that they read back exactly. */
export function csvText(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `${Papa.unparse([[...header], ...rows.map((row) => [...row])], { newline: '\n' })}\n`;
}
