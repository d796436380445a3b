import type { Endpoints } from './endpoints.js';
import { escapeHtml, renderDocument } from './html.js';
import { people } from './people.js';

/** What the page tells of a deployment. */
export type PageFacts = Pick<Endpoints, 'services' | 'kafka' | 'topicPrefix' | 'database' | 'mail' | 'oidc' | 'people'>;

const complaint = 'Вывод 50000 ₽ висит третий день';

/**
 * The whole page at the deployment's address: try it, what runs where, who is who; `redress` is how its command line is
 * called. Serve it with `pagePolicy`.
 */
export function renderPage(facts: PageFacts, redress = 'npx redress'): string {
  return renderDocument(
    'Redress on this machine',
    `<header><h1>Redress</h1>
<p class="quiet">Complaints come in, are told apart, given to a specialist and answered in time. All of it runs on this machine.</p></header>
<main>
${tryIt(facts, redress)}
${services(facts)}
${around(facts)}
${whoIsWho(facts)}
</main>`,
  );
}

function link(url: string, text = url): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

function tryIt({ services, people, mail }: PageFacts, redress: string): string {
  const intake = services.intake?.url ?? '';
  const mails = mail.http === '' ? 'go to your own mail server' : `are in the ${link(mail.http, 'mail catcher')}`;
  const curl = `TOKEN=${people.anna?.token ?? `$(${redress} token anna)`}
curl -sS ${intake}/v1/complaints \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"text":"${complaint}"}'`;
  return `<section><h2>Follow one complaint</h2>
<p>In the folder of the project, submit as Anna and watch it reach a specialist:</p>
<pre>${escapeHtml(`${redress} submit "${complaint}"\n${redress} watch R-XXXX-XXXX`)}</pre>
<p>The mails she gets ${mails}. The same submission by HTTP, from anywhere on this machine:</p>
<pre>${escapeHtml(curl)}</pre>
<p class="quiet">Also: <code>npx redress status</code>, <code>queue</code>, <code>events</code>, <code>complaints</code>, <code>token</code>; each explains itself with <code>--help</code>.</p>
</section>`;
}

function services(facts: PageFacts): string {
  const rows = Object.entries(facts.services).map(
    ([name, { url, log }]) => `<tr><td><strong>${escapeHtml(name)}</strong></td>
<td class="figures never-wraps">${escapeHtml(url)}</td>
<td class="links">${link(`${url}/health/ready`, 'health')} ${link(`${url}/openapi.json`, 'openapi')} ${link(`${url}/metrics`, 'metrics')}</td>
<td class="figures quiet">${escapeHtml(log)}</td></tr>`,
  );
  return `<section><h2>Services</h2>
<div class="wide"><table class="cards"><thead><tr><th>Service</th><th>Address</th><th>Look</th><th>Log</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}

/** The address of a server without the password in it. */
function withoutPassword(address: string): string {
  const url = URL.parse(address);
  return url ? `${url.host}${url.pathname}` : '';
}

function around({ kafka, topicPrefix, database, mail, oidc }: PageFacts): string {
  const prefix = topicPrefix === '' ? '' : ` <span class="quiet">topics begin with ${escapeHtml(topicPrefix)}</span>`;
  const mails = mail.http === '' ? '' : `${link(mail.http)} `;
  return `<section><h2>Around them</h2><dl>
<dt>Mails</dt><dd>${mails}<span class="quiet">sent to ${escapeHtml(withoutPassword(mail.smtp))}</span></dd>
<dt>Kafka</dt><dd><span class="figures">${escapeHtml(kafka.join(', '))}</span>${prefix}</dd>
<dt>PostgreSQL</dt><dd><span class="figures">${escapeHtml(withoutPassword(database))}</span> <span class="quiet">the whole address is in endpoints.json</span></dd>
<dt>Issuer of tokens</dt><dd>${link(`${oidc}/.well-known/openid-configuration`, oidc)}</dd>
</dl></section>`;
}

function whoIsWho(facts: PageFacts): string {
  const rows = Object.entries(facts.people).map(
    ([sub, { roles }]) => `<tr><td><strong>${escapeHtml(sub)}</strong></td>
<td>${roles.map((role) => `<span class="tag">${escapeHtml(role)}</span>`).join(' ')}</td>
<td class="quiet">${escapeHtml(people[sub]?.about ?? '')}</td></tr>`,
  );
  return `<section><h2>Demo people</h2>
<p>Act as one with <code>--as</code>, or take a token with <code>npx redress token NAME</code>.</p>
<div class="wide"><table class="cards"><thead><tr><th>Name</th><th>Role</th><th>Who</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}
