import { setTimeout as pause } from 'node:timers/promises';
import { type Status, statuses } from '@redress/lifecycle';
import { Option } from 'commander';
import { complaintPath } from '../complaint-path.js';
import { type Adds, type Console, example } from '../console.js';
import type { Deployment } from '../deployment.js';
import { exits, Failure } from '../failure.js';
import { seconds } from '../numbers.js';
import { streamEntries } from '../stream-entries.js';
import { folded, type TimelineEntry, timelineLine, type WatchedComplaint, type WatchedEntry } from '../timeline.js';
import { deskOf } from '../who.js';

interface FollowOptions {
  as: string;
  after?: string;
  until?: Status;
  timeout?: number;
  json?: boolean;
}

const againMs = 2_000;

export const follow: Adds = (program, console) => {
  program
    .command('follow')
    .description('Print what happens to a complaint from its live stream; goes on after a lost connection.')
    .argument('<ref>', 'the reference or id of the complaint')
    .option('--as <name>', 'who reads: a customer, or staff at the desk', 'anna')
    .option('--after <id>', 'only what came after this entry of its timeline')
    .addOption(new Option('--until <status>', 'end when it is in this status; else when interrupted').choices(statuses))
    .option('--timeout <seconds>', 'end after so long, with 1 when it was to be in a status', seconds)
    .option('--json', 'print each entry as JSON, with the status and label after it')
    .addHelpText('after', example('follow R-7K2M-9QXA --until resolved'))
    .action((ref: string, options: FollowOptions) => followed(console, ref, options));
};

async function followed({ say, deployment }: Console, ref: string, options: FollowOptions): Promise<void> {
  const { as, after, until, timeout, json } = options;
  const there = deployment();
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const timer = timeout === undefined ? undefined : setTimeout(() => ended.abort(), timeout * 1000);
  const path = complaintPath(ref);
  const complaint = (await there.call(deskOf(there, as), as, path)) as WatchedComplaint;
  // What is past does not end it: it may have been in that status before.
  const last = complaint.timeline.findLast(({ effect }) => effect !== 'pending')?.id;
  if (until === complaint.status && after === last) return;
  let isPresent = after === last;
  try {
    for await (const entry of entriesFrom(there, as, `${path}/stream`, complaint, after, ended.signal)) {
      say(json ? JSON.stringify(entry) : timelineLine(entry));
      isPresent ||= entry.id === last;
      if (isPresent && until !== undefined && entry.status === until) return;
    }
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
  if (until && timeout !== undefined) {
    throw new Failure(exits.failed, `${complaint.reference} did not become ${until} in ${timeout} s.`);
  }
}

/** The stream's entries, each once, until the signal; a stream that ends is opened again where it ended. */
async function* entriesFrom(
  there: Deployment,
  who: string,
  path: string,
  { timeline, language }: WatchedComplaint,
  from: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<WatchedEntry> {
  const known: TimelineEntry[] = timeline.slice(0, timeline.findIndex(({ id }) => id === from) + 1);
  for (let after = known.at(-1)?.id; !signal.aborted; await pause(againMs, undefined, { signal }).catch(() => {})) {
    const entries = await opened(there, who, path, after, signal);
    try {
      for await (const entry of entries) {
        known.push(entry);
        after = entry.id;
        yield folded(known, language).at(-1) as WatchedEntry;
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
    }
  }
}

async function opened(
  there: Deployment,
  who: string,
  path: string,
  after: string | undefined,
  signal: AbortSignal,
): Promise<AsyncIterable<TimelineEntry>> {
  try {
    const answer = await there.open(deskOf(there, who), who, path, { signal, ...(after !== undefined && { after }) });
    return streamEntries(answer.body as unknown as AsyncIterable<Uint8Array>);
  } catch (error) {
    // It was there a moment ago, and is started again where it is watched over.
    if (error instanceof Failure && error.exit === exits.unreachable) return streamEntries(nothing());
    throw error;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
