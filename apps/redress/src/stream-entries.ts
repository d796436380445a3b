import type { TimelineEntry } from './timeline.js';

/** The entries of an event stream (`text/event-stream`), as they come; ends when it does, in the middle of an entry without it. */
export async function* streamEntries(body: AsyncIterable<Uint8Array>): AsyncGenerator<TimelineEntry> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    yield* frames.flatMap(entriesIn);
  }
}

function entriesIn(frame: string): TimelineEntry[] {
  const data = frame.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []));
  return data.length === 0 ? [] : [JSON.parse(data.join('\n')) as TimelineEntry];
}
