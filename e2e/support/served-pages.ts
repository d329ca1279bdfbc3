import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of another one's site, with its policy. */
export interface ServedPage {
  readonly html: string;
  /** Sent as the header `Content-Security-Policy`. */
  readonly policy?: string;
}

/** Serves pages by their paths, and the built application, to every origin. Returns its own address. */
export async function servePages(
  pages: Readonly<Record<string, ServedPage>>,
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
        const body = await readFile(`dist${path}`);
        if (path.endsWith('.js')) response.setHeader('Content-Type', 'text/javascript');
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
