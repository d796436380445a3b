import { describe, expect, it } from '@jest/globals';
import { readExamples } from './examples.js';
import { eventOfClass, eventOfType, events, partitionCount, services, topics } from './index.js';

const examples = readExamples(import.meta.dirname);

describe.each(events)('$type in the map of events', (entry) => {
  it('has a kebab name, and a folder of that name with examples', () => {
    expect(entry.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(entry.type).toBe(`redress.${entry.name}.v${entry.version}`);
    expect(examples.some(({ event, version }) => event === entry.name && version === entry.version)).toBe(true);
  });

  it('has a class that is called like it', () => {
    const pascal = entry.name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(entry.data.name).toBe(pascal);
  });

  it('is said by a service that speaks on the journal, and heard by services, each once', () => {
    expect(topics.complaints.saidBy).toContain(entry.saidBy);
    expect(entry.heardBy.every((service) => services.includes(service))).toBe(true);
    expect(new Set(entry.heardBy).size).toBe(entry.heardBy.length);
    expect(entry.heardBy.every((service) => (topics.complaints.heardBy as readonly string[]).includes(service))).toBe(
      true,
    );
  });

  it('is found by its type and by its class', () => {
    expect(eventOfType(entry.type)).toBe(entry);
    expect(eventOfClass(entry.data)).toBe(entry);
  });
});

describe('the map of events', () => {
  it('knows each type and each class once', () => {
    expect(new Set(events.map(({ type }) => type)).size).toBe(events.length);
    expect(new Set(events.map(({ data }) => data)).size).toBe(events.length);
  });

  it('holds an event for every folder with examples', () => {
    const known = events.map(({ name }) => name);
    expect(examples.filter(({ event }) => !known.includes(event))).toEqual([]);
  });

  it('says which file to look into when a class is missing', () => {
    class ComplaintSung {}
    expect(() => eventOfClass(ComplaintSung)).toThrow(/ComplaintSung is not in the map of events .*events\.ts/);
    expect(eventOfType('redress.complaint-sung.v1')).toBeUndefined();
  });

  it('lets only those speak on the journal who have something to say', () => {
    expect([...topics.complaints.saidBy].sort()).toEqual([...new Set(events.map(({ saidBy }) => saidBy))].sort());
  });
});

describe.each(Object.entries(topics))('%s in the map of topics', (key, topic) => {
  it('has a name of letters and hyphens only, and a line for people', () => {
    expect(topic.name).toBe(key);
    expect(topic.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(topic.meaning.length).toBeGreaterThan(10);
  });

  it('is said by services or by the channels upstream, and heard by somebody', () => {
    expect(topic.saidBy.length).toBeGreaterThan(0);
    const speakers: string[] = [...services, 'upstream channels'];
    expect(topic.saidBy.every((speaker) => speakers.includes(speaker))).toBe(true);
    expect(topic.heardBy.length).toBeGreaterThan(0);
  });
});

describe('the number of partitions', () => {
  it('is what it ever was, since the order of each complaint stands on it', () => {
    expect(partitionCount).toBe(12);
  });
});
