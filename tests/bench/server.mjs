// Serves the peers' pages over loopback: this folder as /bench/ and the packages as /node_modules/.
// (Kith itself is served by its own kith-relay.)
// @ts-check
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.wasm': 'application/wasm' };

/**
 * @param {Record<string, string>} folders by the first part of the path
 * @returns {Promise<string>} the address, without a slash at its end
 */
export function serve(folders) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://a');
    const [, first, ...rest] = normalize(pathname).split('/');
    try {
      const file = join(folders[first], ...rest);
      const content = await readFile(file);
      const type = types[extname(file)] ?? 'text/plain';
      response.writeHead(200, { 'Content-Type': type }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    resolve(`http://127.0.0.1:${address.port}`);
  }));
}
