/**
 * The only place where WGSL text is joined. WGSL has no imports: a kernel names the files that it is made of, and the
 * joined text keeps a map from its lines back to file and line, for the compiler's messages.
 */

/** A .wgsl file: its path below src/shaders and its text. */
export interface ShaderFile {
  readonly path: string;
  readonly text: string;
}

export interface SourceLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

export interface ShaderSource {
  readonly code: string;
  /** File and line of a line (from 1) of `code`. */
  locate(line: number): SourceLine;
}

/** Joins files in the given order; a file named twice is taken once. */
export function joinShaders(files: readonly ShaderFile[]): ShaderSource {
  const unique = files.filter((file, index) => files.findIndex((other) => other.path === file.path) === index);
  const starts: { readonly path: string; readonly start: number }[] = [];
  let code = '';
  let nextLine = 1;
  for (const { path, text } of unique) {
    starts.push({ path, start: nextLine });
    const block = text.endsWith('\n') ? text : `${text}\n`;
    code += block;
    nextLine += block.split('\n').length - 1;
  }
  return {
    code,
    locate(line) {
      const file = starts.findLast(({ start }) => start <= line) ?? starts[0];
      return file ? { path: file.path, line: line - file.start + 1 } : { path: '', line };
    },
  };
}
