import { money } from './detail.js';
import { folded, type TimelineEntry, timelineLine } from './timeline.js';

/** A complaint as intake and the desk show it; what only the desk tells is optional. */
export interface ShownComplaint {
  id: string;
  reference: string;
  status: string;
  label: string;
  language: string;
  text: string;
  episode: number;
  stage: number;
  receivedAt: string;
  promisedBy: string;
  category?: string;
  confidence?: number;
  specialist?: string;
  outcome?: string;
  redress?: { amount: number; currency: string };
  closedBecause?: string;
  duplicateOf?: string;
  follows?: string;
  subject?: string;
  complainant?: { id: string; email?: string; language?: string };
  whyCategory?: {
    suggested?: { category: string; confidence: number; spans: { words: string }[] };
    corrected?: { category: string; by: string; reason?: string };
  };
  whyHolder?: { specialist: string; by: string; reasons: string[] };
  timeline: TimelineEntry[];
}

/** A complaint on a page of the terminal: what is known of it, its words, and what happened with every word that was said. */
export function complaintCard(complaint: ShownComplaint): string {
  const { reference, status, label, closedBecause, text, timeline, language } = complaint;
  const head = [reference, status, label, closedBecause ?? ''].filter((part) => part !== '').join('  ');
  const facts = factsOf(complaint).map(([name, fact]) => `${name.padEnd(11)}  ${fact}`);
  const entries = folded(timeline, language).map((entry) => {
    const line = timelineLine(entry, { words: false });
    return entry.text && entry.type !== 'complaint-submitted' ? `${line}\n${indented(entry.text)}` : line;
  });
  return [head, ...facts, '', text || '(erased)', '', ...entries].join('\n');
}

const indented = (words: string): string => words.replaceAll(/^/gm, '    ');

function factsOf(complaint: ShownComplaint): [name: string, fact: string][] {
  const { receivedAt, promisedBy, specialist, whyHolder, outcome, redress, complainant, episode, stage } = complaint;
  const facts: [string, string][] = [
    ['received', receivedAt],
    ['promised by', promisedBy],
    ['customer', complainant ? listed(complainant.id, complainant.email, complainant.language) : ''],
    ['subject', complaint.subject ?? ''],
    ['category', categoryOf(complaint)],
    ['specialist', specialist ? `${specialist}${whyHolder ? ` (${whyHolder.reasons.join(', ')})` : ''}` : ''],
    ['decision', outcome ? listed(outcome, money(redress)) : ''],
    ['episode', episode > 1 ? String(episode) : ''],
    ['stage', stage > 1 ? String(stage) : ''],
    ['follows', complaint.follows ?? ''],
    ['same as', complaint.duplicateOf ?? ''],
  ];
  return facts.filter(([, fact]) => fact !== '');
}

const listed = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(', ');

function categoryOf({ category, confidence, whyCategory }: ShownComplaint): string {
  if (!category) return '';
  const { corrected, suggested } = whyCategory ?? {};
  if (corrected) return `${category} (said by ${listed(corrected.by, corrected.reason && `"${corrected.reason}"`)})`;
  const sure = confidence === undefined ? '' : `${Math.round(confidence * 100)} % sure`;
  const words = (suggested?.spans ?? []).map((span) => `"${span.words}"`).join(' ');
  return sure ? `${category} (${sure}${words && `, because of ${words}`})` : category;
}
