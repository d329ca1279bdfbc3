import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

/** A page of another one's site, with its policy. */
export interface ServedPage {
  readonly html: string;
  /** Sent as the header `Content-Security-Policy`. */
  readonly policy?: string;
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/**
 * Serves pages by their paths, and the built application, to every origin. Returns its own address.
 *
 * @param folder path that the application is in
 */
export async function servePages(
  pages: Readonly<Record<string, ServedPage>>,
  folder = '',
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      response.setHeader('Access-Control-Allow-Origin', '*');
      const page = pages[path];
      if (page) {
        response.setHeader('Content-Type', 'text/html');
        if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
        response.end(page.html);
        return;
      }
      try {
        if (!path.startsWith(`${folder}/`)) throw new Error(`${path} is elsewhere.`);
        const body = await readFile(`dist${path.slice(folder.length)}`);
        const type = types[extname(path)];
        if (type) response.setHeader('Content-Type', type);
        response.end(body);
      } catch {
        response.statusCode = 404;
        response.end();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
