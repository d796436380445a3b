import { createServer, type Server } from 'node:http';
import type { Endpoints } from './endpoints.js';
import { pagePolicy } from './html.js';
import { listen } from './json-http.js';
import { renderPage } from './page.js';
import { commandLine } from './words.js';

/** Serves the plain page of what runs where. It holds a customer's token, so only names of this machine are answered. */
export async function serveWeb(port: number, folder: string, endpoints: () => Endpoints): Promise<Server> {
  const redress = commandLine(folder);
  const server = createServer((request, response) => {
    const head = {
      'content-security-policy': pagePolicy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    };
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { ...head, 'content-type': `${type}; charset=utf-8` }).end(body);
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
      answer(403, 'text/plain', 'This page is for this machine: open it as http://127.0.0.1.\n');
    } else if (request.url?.split('?')[0] !== '/') answer(404, 'text/plain', 'There is one page here: /\n');
    else if (!endpoints().ready) answer(503, 'text/plain', 'Redress is starting or ending: look again in a moment.\n');
    else answer(200, 'text/html', renderPage(endpoints(), redress));
  });
  await listen(server, port, '127.0.0.1');
  return server;
}
