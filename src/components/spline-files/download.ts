/** Time in which a browser takes over what it was given, in milliseconds. */
const TAKEOVER_MS = 30_000;

/** Hands a file to the reader's downloads. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKEOVER_MS);
}
