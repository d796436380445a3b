import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pagePolicy } from '../html.js';
import { answerJson, answerProblem, BadRequest, type Handle, readObject } from '../json-http.js';
import type { Mailbox, Wanted } from './mailbox.js';
import { pageSize, renderMail, renderMailList } from './pages.js';
import { type FailMode, failModes, type Reception } from './reception.js';

const choices = ['to', 'since', 'limit'];

/** What a question asks for; an empty value asks for nothing. Throws {@link BadRequest} naming what is wrong with it. */
export function wantedBy(query: URLSearchParams): Wanted {
  const errors: BadRequest['errors'] = [];
  const wanted: Wanted = {};
  for (const [name, value] of query) {
    if (!choices.includes(name)) errors.push({ path: name, message: 'is unknown; to, since and limit are known' });
    else if (value === '') continue;
    else if (name === 'to') wanted.to = value;
    else if (name === 'since') wanted.since = momentOf(value);
    else wanted.limit = Number(value);
  }
  if (wanted.since && Number.isNaN(wanted.since.getTime()))
    errors.push({ path: 'since', message: 'must be an RFC 3339 time such as 2026-11-22T10:00:00Z' });
  if (wanted.limit !== undefined && !(Number.isInteger(wanted.limit) && wanted.limit > 0))
    errors.push({ path: 'limit', message: 'must be a whole number from 1 on' });
  if (errors.length > 0) throw new BadRequest('The mails cannot be chosen so.', errors);
  return wanted;
}

function momentOf(text: string): Date {
  // In a query an unescaped plus sign, as in +03:00, arrives as a space.
  const moment = text.replace(' ', '+');
  return new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(moment) ? moment : Number.NaN);
}

function modeOf({ mode }: Record<string, unknown>): FailMode {
  const known = failModes.find((one) => one === mode);
  if (!known) throw new BadRequest(`mode must be one of ${failModes.join(', ')}.`);
  return known;
}

function answerPage(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy });
  response.end(html);
}

function answerMails(response: ServerResponse, mailbox: Mailbox, wanted: Wanted): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  return pipeline(Readable.from(mailbox.json(mailbox.list(wanted))), response);
}

function answerList(response: ServerResponse, mailbox: Mailbox, query: URLSearchParams, failing: FailMode): void {
  const to = query.get('to')?.trim() ?? '';
  const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1);
  const found = mailbox.list({ to }).reverse();
  const mails = found.slice((page - 1) * pageSize, page * pageSize);
  answerPage(response, renderMailList({ mails, total: found.length, page, to, failing }));
}

/** Lets people and programs read the mailbox, empty it, and make the reception fail. */
export function mailDesk(mailbox: Mailbox, reception: Reception): Handle {
  return async (request, response, { pathname, searchParams }) => {
    const mail = mailbox.find(/^\/messages\/([^/]+)$/.exec(pathname)?.[1] ?? '');
    if (mail) return answerPage(response, renderMail(mail));
    switch (`${request.method} ${pathname}`) {
      case 'GET /':
        return answerList(response, mailbox, searchParams, reception.failing);
      case 'GET /api/messages':
        return answerMails(response, mailbox, wantedBy(searchParams));
      case 'DELETE /api/messages':
        mailbox.empty();
        return void response.writeHead(204).end();
      case 'POST /api/fail':
        reception.fail(modeOf(await readObject(request)));
        return answerJson(response, 200, { mode: reception.failing });
      case 'GET /health':
        return answerJson(response, 200, { status: 'up', mails: mailbox.size, failing: reception.failing });
      default:
        answerProblem(response, 404, 'not-found', 'There is no such page or mail; the list of mails is at /.');
    }
  };
}
