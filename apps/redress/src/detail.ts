type Facts = Record<string, unknown>;

const longest = 72;

/** What is worth a glance in an event's data: facts, never a person's words. */
export function detailOf(type: string, data: Facts): string {
  return joined(...(details[type] ?? anyOf)(data));
}

/** A person's words on one line, cut to a glance. */
export function glance(words: string | undefined): string {
  if (!words) return '';
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `"${line.slice(0, longest).trimEnd()} …"` : `"${line}"`;
}

/** The parts that are there, with commas between them. */
export function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const percent = (share: unknown): string => `${Math.round(Number(share ?? 0) * 100)} %`;
const after = (word: string, value: unknown): string => (text(value) ? `${word} ${text(value)}` : '');
const by = ({ by: who }: Facts): string => after('by', who);
const episode = ({ episode: number }: Facts): string => after('episode', number);

/** `500 EUR`; nothing when there is none. */
export function money(redress: unknown): string {
  const { amount, currency } = (redress ?? {}) as Facts;
  return redress ? `${text(amount)} ${text(currency)}` : '';
}

function wishes({ language, mails }: Facts): string[] {
  const off = Object.entries((mails ?? {}) as Record<string, boolean>).filter(([, isWanted]) => !isWanted);
  return [after('in', language), ...off.map(([name]) => `no ${name}`)];
}

const details: Record<string, (data: Facts) => string[]> = {
  'complaint-submitted': ({ reference, promisedBy, follows }) => [
    text(reference),
    after('promised by', promisedBy),
    after('follows', follows),
  ],
  'complaint-categorised': ({ category, confidence, complexity, decision }) => [
    text(category),
    `${percent(confidence)} sure`,
    text(complexity),
    decision === 'triage' ? 'a person is to say' : '',
  ],
  'category-corrected': (data) => [text(data.category), by(data)],
  'complaint-assigned': ({ specialistId, by: hand }) => [`to ${text(specialistId)} by ${text(hand)}`],
  'decision-communicated': (data) => [text(data.outcome), money(data.redress), by(data)],
  'complaint-reopened': (data) => [episode(data)],
  'complaint-escalated': () => ['stage two'],
  'referred-to-adr': (data) => [after('to', data.body), by(data)],
  'duplicate-linked': (data) => [after('of', data.of), by(data)],
  'survey-answered': ({ score }) => [`${text(score)} of 5`],
  'preferences-changed': wishes,
  'way-in-requested': ({ language, until }) => [after('in', language), after('until', until)],
};

function anyOf(data: Facts): string[] {
  const { reason, outcome, category, promisedBy, because } = data;
  return [[reason, outcome, category, promisedBy, because].map(text).find((part) => part !== '') ?? '', by(data)];
}
