/** Bytes as text that may stand in an address: raw deflate, then base64 with - and _. */

/** As many bytes become one string at a time. */
const CHUNK = 0x8000;

export async function packBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = await readAll(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')), Infinity);
  let binary = '';
  for (let start = 0; packed && start < packed.length; start += CHUNK) {
    binary += String.fromCharCode(...packed.subarray(start, start + CHUNK));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param most bytes that are accepted; what unpacks to more is given up at that point, however little text it is
 * @returns null for text that nothing was packed into
 */
export async function unpackBytes(text: string, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  try {
    return await readAll(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')), most);
  } catch {
    // Not what deflate makes.
    return null;
  }
}

async function readAll(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      return null;
    }
    chunks.push(next.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
