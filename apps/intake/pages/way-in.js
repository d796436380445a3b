// What the page does. Whatever comes from people is put in as text, never as HTML.
const allWords = JSON.parse(document.getElementById('words').textContent);
const part = (id) => document.getElementById(id);
const page = { language: 'en', view: '', token: '', session: '', notice: undefined, items: [], next: null };

/** Of this page alone: nothing of it is kept anywhere, so a complaint that is sent again after a fault is the same one. */
let submission = newKey();

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function word(name, facts = {}) {
  return allWords[page.language][name].replace(/\{(\w+)\}/g, (_place, fact) => String(facts[fact]));
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function moment(time) {
  const form = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  const locale = page.language === 'ru' ? 'ru-RU' : 'en-GB';
  return new Date(time).toLocaleString(locale, { ...form, timeZoneName: 'short' });
}

/** Asks our own service; status 0 when nobody answers. */
async function call(method, path, body, more = {}) {
  const headers = { 'accept-language': page.language, ...more };
  if (page.session) headers.authorization = `Bearer ${page.session}`;
  const request = { method, headers, credentials: 'omit' };
  if (body) {
    headers['content-type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  try {
    const answer = await fetch(path, request);
    const told = await answer.json();
    return { status: answer.status, told, seconds: answer.headers.get('retry-after') ?? '60' };
  } catch {
    return { status: 0 };
  }
}

function show(view, name, facts) {
  // Who opens the page begins at its top, as on any other.
  const moved = page.view !== '' && view !== page.view;
  page.view = view;
  page.notice = name && { name, facts };
  render();
  if (moved) part('heading').focus();
}

function fault({ status, seconds }, of400 = 'away') {
  if (status === 401 && page.session) {
    page.session = '';
    page.items = [];
    show('ask', 'sessionOver');
  } else if (status === 429) show(page.view, 'tooOften', { seconds });
  else show(page.view, status === 400 ? of400 : 'away');
}

function wordsOf(who, at, text, isOurs) {
  const box = element('div', undefined, isOurs ? 'words ours' : 'words');
  box.append(element('span', `${who}, ${moment(at)}`, 'quiet'), element('p', text || word('erased')));
  return box;
}

function messagesOf({ timeline, text, receivedAt }) {
  const titles = { 'decision-communicated': 'decision', 'final-response-issued': 'finalResponse' };
  const later = timeline.filter(
    ({ type, text: said, effect, by }) =>
      said && type !== 'complaint-submitted' && (effect !== 'void' || by === 'customer'),
  );
  return [
    wordsOf(word('you'), receivedAt, text, false),
    ...later.map(({ type, by, at, text: said }) => {
      const isOurs = by !== 'customer';
      return wordsOf(word(titles[type] ?? (isOurs ? 'we' : 'you')), at, said, isOurs);
    }),
  ];
}

function complaintAsHtml(complaint) {
  const card = element('article');
  const top = element('div', undefined, 'top');
  top.append(element('h3', complaint.reference), element('span', complaint.label, 'tag'));
  const dates = element('dl');
  for (const name of ['received', 'promisedBy']) {
    const time = name === 'received' ? complaint.receivedAt : complaint.promisedBy;
    dates.append(element('dt', word(name)), element('dd', moment(time)));
  }
  const said = messagesOf(complaint);
  const messages = element('details');
  messages.append(element('summary', word('messages', { count: said.length })), ...said);
  card.append(top, dates, messages);
  return card;
}

function render() {
  document.documentElement.lang = page.language;
  document.title = word('title');
  part('heading').textContent = word('title');
  for (const named of document.querySelectorAll('[data-word]')) named.textContent = word(named.dataset.word);
  for (const section of document.querySelectorAll('[data-view]')) section.hidden = section.dataset.view !== page.view;
  part('switch').hidden = false;
  part('switch').textContent = word('switch');
  part('switch').lang = page.language === 'ru' ? 'en' : 'ru';
  part('notice').textContent = page.notice ? word(page.notice.name, page.notice.facts) : '';
  part('none').hidden = page.items.length > 0 || page.notice?.name === 'away';
  part('more').hidden = !page.next;
  part('list').replaceChildren(...page.items.map(complaintAsHtml));
}

/** The complaints from the newest on; `after`: those that follow what is shown. */
async function list({ after, notice, facts } = {}) {
  const answer = await call('GET', `v1/complaints?limit=50${after ? `&after=${after}` : ''}`);
  if (answer.status !== 200) return fault(answer);
  page.items = [...(after ? page.items : []), ...answer.told.items];
  page.next = answer.told.next;
  show('complaints', notice, facts);
}

async function enter() {
  const answer = await call('POST', 'v1/way-in/session', { token: page.token });
  if (answer.status === 400 || answer.status === 401) {
    forgetToken();
    return show('ask', 'over');
  }
  if (answer.status !== 200) return fault(answer);
  forgetToken();
  page.session = answer.told.token;
  page.view = 'complaints';
  await list();
  part('heading').focus();
}

async function ask() {
  const answer = await call('POST', 'v1/way-in', { email: part('email').value.trim(), language: page.language });
  if (answer.status !== 202) return fault(answer, 'wrongAddress');
  show('ask', 'asked', { minutes: answer.told.minutes });
}

async function submit() {
  const answer = await call('POST', 'v1/complaints', { text: part('text').value }, { 'idempotency-key': submission });
  // The words were changed after they had arrived: what is sent now is another complaint.
  if (answer.status === 422) submission = newKey();
  if (answer.status !== 202) return fault(answer, 'wrongText');
  submission = newKey();
  part('submit').reset();
  await list({ notice: 'submitted', facts: { reference: answer.told.reference } });
  part('notice').scrollIntoView({ block: 'center' });
}

/** It is of no more use, and whoever comes to this device later need not see it. */
function forgetToken() {
  page.token = '';
  history.replaceState(null, '', location.pathname + location.search);
}

/** One thing at a time: a second click does nothing. */
function when(id, event, act) {
  part(id).addEventListener(event, (happened) => {
    happened.preventDefault();
    const main = document.querySelector('main');
    if (main.getAttribute('aria-busy') === 'true') return;
    main.setAttribute('aria-busy', 'true');
    part('notice').textContent = word('working');
    void act().finally(() => main.removeAttribute('aria-busy'));
  });
}

/** A link may be opened in the tab of an earlier one: then only what follows the # is new. */
function begin() {
  page.token = /[\w-]+/.exec(location.hash)?.[0] ?? '';
  page.session = '';
  page.items = [];
  page.next = null;
  show(page.token ? 'enter' : 'ask');
}

const wished = new URLSearchParams(location.search).get('language') ?? document.documentElement.lang;
page.language = wished === 'ru' ? 'ru' : 'en';
when('enter', 'click', enter);
when('ask', 'submit', ask);
when('submit', 'submit', submit);
when('refresh', 'click', () => list());
when('more', 'click', () => list({ after: page.next }));
part('switch').addEventListener('click', () => {
  page.language = page.language === 'ru' ? 'en' : 'ru';
  render();
  if (page.session) void list();
});
addEventListener('hashchange', () => {
  if (location.hash) begin();
});
begin();
