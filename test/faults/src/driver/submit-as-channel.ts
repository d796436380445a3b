import type { Chance } from '../chance.js';
import type { Caller } from './callers.js';
import { type Channel, channelName } from './channel.js';
import { textWith } from './texts.js';
import { acceptanceIn, judgedAs, type Told } from './told.js';

/** One submission as it is sent, and what is told of it. */
interface Sent {
  value: string;
  told: Told & Required<Pick<Told, 'submitted'>>;
}

/** What is wrong with a submission, by the code of its refusal, and how to make it so. */
const wrongs = {
  malformed: (value: string) => value.slice(0, -2),
  invalid: (value: string) => changed(value, { category: 'no-such-category' }),
} as const;

const changed = (value: string, change: object): string =>
  JSON.stringify({ ...(JSON.parse(value) as object), ...change });

/** Complaints that customers told a channel, sent over its topic or in batches; some wrong, some again, some with another body. */
export class SubmitAsChannel {
  constructor(
    private readonly channel: Channel,
    private readonly accepted: (complaintId: string) => void,
  ) {}

  /** Over `submissions`: the verdicts come on a topic, and are looked at when everything is at rest. */
  async overTopic(id: string, word: string, caller: Caller, chance: Chance): Promise<Told[]> {
    const first = sentAs('topic', id, word, caller, chance);
    if (chance.happens(0.15)) return [await this.overTopicBadly(first, id, chance)];
    if (!(await this.put(first))) return [first.told];
    if (chance.happens(0.2)) await this.put(first);
    if (!chance.happens(0.1)) return [first.told];
    const other = wrongly(sentAs('topic', id, `${word}other`, caller, chance), 'id-reused');
    await this.put(other);
    await this.put(first);
    return [first.told, other.told];
  }

  private async overTopicBadly(sent: Sent, id: string, chance: Chance): Promise<Told> {
    const code = chance.pick(['malformed', 'invalid', 'key-mismatch'] as const);
    const { value } = sent;
    const wrong = wrongly(sent, code);
    wrong.value = code === 'key-mismatch' ? changed(value, { id: `${id}z` }) : wrongs[code](value);
    await this.put(wrong);
    return wrong.told;
  }

  private async put({ value, told }: Sent): Promise<boolean> {
    const isThere = await this.channel.send(told.submitted.key, value);
    told.submitted.isSent ||= isThere;
    return isThere;
  }

  /** As lines over HTTP: a few good ones, and now and then a wrong one, a line twice, or an id with another body. */
  async inBatch(id: string, word: string, caller: Caller, chance: Chance): Promise<Told[]> {
    const good = Array.from({ length: 1 + chance.below(4) }, (_, nth) =>
      sentAs('batch', `${id}-${nth}`, `${word}n${nth}n`, caller, chance),
    );
    const [first] = good as [Sent];
    const lines = good.slice();
    if (chance.happens(0.3)) lines.push(first);
    if (chance.happens(0.2)) {
      lines.push(wrongly(sentAs('batch', `${id}-0`, `${word}other`, caller, chance), 'id-reused'));
    }
    for (const code of ['malformed', 'invalid'] as const) {
      if (!chance.happens(0.2)) continue;
      const wrong = wrongly(sentAs('batch', `${id}-${code}`, `${word}${code}`, caller, chance), code);
      lines.push({ ...wrong, value: wrongs[code](wrong.value) });
    }
    const times = chance.happens(0.2) ? 2 : 1;
    for (let time = 0; time < times; time += 1) await this.sendLines(lines);
    return [...new Set(lines.map(({ told }) => told))];
  }

  private async sendLines(lines: Sent[]): Promise<void> {
    const verdicts = await this.channel.sendBatch(lines.map(({ value }) => value));
    if (!verdicts) return;
    for (const [nth, { told }] of lines.entries()) {
      const verdict = verdicts[nth];
      told.submitted.isSent = true;
      told.submitted.verdicts.push(verdict ? judgedAs(verdict) : 'nothing');
      const acceptance = verdict && acceptanceIn(verdict);
      if (!acceptance) continue;
      told.outcome = 'accepted';
      told.acceptances.push(acceptance);
      this.accepted(acceptance.id);
    }
  }
}

function sentAs(over: 'topic' | 'batch', id: string, word: string, caller: Caller, chance: Chance): Sent {
  const { sub, email, language } = caller;
  const customer = { id: sub, email, language };
  const text = textWith(word, language, chance);
  const submitted = { key: `${channelName}:${id}`, over, due: 'accepted', isSent: false, verdicts: [] };
  return {
    value: JSON.stringify({ specversion: 1, channel: channelName, id, customer, text }),
    told: { word, customer: sub, email, outcome: 'unknown', acceptances: [], submitted },
  };
}

function wrongly({ value, told }: Sent, due: string): Sent {
  return { value, told: { ...told, outcome: 'refused', submitted: { ...told.submitted, due, verdicts: [] } } };
}
