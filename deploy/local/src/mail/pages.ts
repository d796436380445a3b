import { escapeHtml, renderDocument } from '../html.js';
import type { Caught, Mail } from './mailbox.js';
import type { FailMode } from './reception.js';

export const pageSize = 100;

const misbehaviour: Record<Exclude<FailMode, 'none'>, string> = {
  refuse: 'On request, every mail is refused with 451.',
  drop: 'On request, every connection is closed at once.',
  'accept-then-cut': 'On request, mails are kept but the connection is closed before saying so.',
};

/** What the list of mails shows: the newest first, a hundred a page. */
export interface MailList {
  /** Newest first: this page's. */
  mails: readonly Caught[];
  /** How many there are in all. */
  total: number;
  /** From 1. */
  page: number;
  to: string;
  failing: FailMode;
}

function moment(at: string): string {
  return `<time datetime="${escapeHtml(at)}">${escapeHtml(at.replace('T', ' ').slice(0, 19))}</time>`;
}

function row({ id, at, to, subject }: Caught): string {
  const name = subject.trim() === '' ? '(no subject)' : subject;
  return `<tr><td class="figures never-wraps quiet">${moment(at)}</td><td>${escapeHtml(to)}</td><td><a href="/messages/${encodeURIComponent(id)}">${escapeHtml(name)}</a></td></tr>`;
}

function pageLinks({ total, page, to }: MailList): string {
  const address = (target: number): string =>
    escapeHtml(`/?${new URLSearchParams({ to, page: String(target) }).toString()}`);
  const newer = page > 1 ? `<a href="${address(page - 1)}">Newer</a>` : '';
  const older = page * pageSize < total ? `<a href="${address(page + 1)}">Older</a>` : '';
  return newer || older ? `<nav>${newer}${older}</nav>` : '';
}

export function renderMailList(list: MailList): string {
  const { mails, total, to, failing } = list;
  const rows = mails.map(row).join('\n');
  const none = to ? `No mail to ${escapeHtml(to)}.` : 'No mail yet. It appears here as soon as something is sent.';
  const table = `<div class="wide"><table class="cards"><thead><tr><th>Caught (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>
${rows}
</tbody></table></div>`;
  return renderDocument(
    'Caught mails',
    `<header><h1>Caught mails</h1>
<p class="quiet">Everything this deployment sends ends here and goes nowhere else. ${total} in all, the newest first.</p></header>
<main>
${failing === 'none' ? '' : `<section class="alarm">${misbehaviour[failing]}</section>`}
<section>
<form><input name="to" type="search" aria-label="Recipient" placeholder="Recipient's address" value="${escapeHtml(to)}"><button>Show</button></form>
${mails.length > 0 ? table : `<p class="quiet">${none}</p>`}
${pageLinks(list)}
</section>
</main>`,
  );
}

function headerList(headers: Mail['headers']): string {
  return Object.entries(headers)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('\n');
}

/** One mail: its HTML in a frame that may run and load nothing, its text, its headers. */
export function renderMail(mail: Mail): string {
  const frame = `<section><h2>As HTML</h2><iframe sandbox title="The mail as HTML" srcdoc="${escapeHtml(mail.html)}"></iframe></section>`;
  const text = `<section><h2>As text</h2><pre class="wraps">${escapeHtml(mail.text)}</pre></section>`;
  return renderDocument(
    mail.subject || 'Mail',
    `<header><p><a href="/">All mails</a></p><h1>${escapeHtml(mail.subject.trim() || '(no subject)')}</h1></header>
<main>
<section><dl>
<dt>From</dt><dd>${escapeHtml(mail.from)}</dd>
<dt>To</dt><dd>${escapeHtml(mail.to)}</dd>
<dt>Caught</dt><dd class="figures">${moment(mail.at)} UTC</dd>
</dl></section>
${mail.html ? frame : ''}
${mail.text ? text : ''}
<section><details><summary>Headers</summary><dl>
${headerList(mail.headers)}
</dl></details></section>
</main>`,
  );
}
