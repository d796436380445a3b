import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { redress } from '../../apps/redress/src/program.js';

const home = join(import.meta.dirname, '../..');

/** Every document of the project: at its root, in docs, and the README of each folder. */
const documents = ['.', 'docs', 'apps', 'libs', 'deploy', 'test']
  .flatMap((folder) =>
    readdirSync(join(home, folder), { recursive: folder !== '.' }).map((name) => join(home, folder, String(name))),
  )
  .filter((path) => path.endsWith('.md') && !path.includes('node_modules'));

const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```/g, '');

/** What follows `#` in a link to a heading. */
function anchors(path: string): string[] {
  const headings = withoutCode(readFileSync(path, 'utf8')).matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, words = '']) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Why a link leads nowhere; nothing when it leads somewhere, or out of the project. */
function broken(document: string, link: string): string[] {
  // What letters have in the place of an address is known when they are written.
  if (/^[a-z]+:|^\{\{\w+\}\}$/.test(link)) return [];
  const [path = '', anchor] = link.split('#');
  const target = path ? resolve(dirname(document), path) : document;
  if (relative(home, target).startsWith('..')) return [`${link} leaves the project`];
  if (!existsSync(target)) return [`${link} is not there`];
  if (anchor && !anchors(target).includes(anchor)) return [`${link} names no heading`];
  return [];
}

function linksOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}

describe('the documents', () => {
  it.each(documents.map((path) => [relative(home, path), path]))('%s links to what is there', (_, path) => {
    expect(linksOf(readFileSync(path, 'utf8')).flatMap((link) => broken(path, link))).toEqual([]);
  });

  it('would be told of a link that leads nowhere', () => {
    const readme = join(home, 'README.md');
    const links = linksOf('[a](docs/nowhere.md) [b](docs/flow.md#nothing) [c](docs/flow.md#events) [d](../elsewhere)');
    expect(links.flatMap((link) => broken(readme, link))).toEqual([
      'docs/nowhere.md is not there',
      'docs/flow.md#nothing names no heading',
      '../elsewhere leaves the project',
    ]);
  });
});

describe('the architecture', () => {
  const text = readFileSync(join(home, 'docs/architecture.md'), 'utf8');
  const rows = (heading: string): string[][] =>
    (text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));

  it('names for each guarantee a spec that proves it', () => {
    const guarantees = rows('What each guarantee stands on');
    expect(guarantees.length).toBeGreaterThan(10);
    const without = guarantees.filter((cells) => !linksOf(cells[3] ?? '').some((link) => link.endsWith('spec.ts')));
    expect(without.map(([, guarantee]) => guarantee)).toEqual([]);
  });

  it('names for each time-out the file that holds it', () => {
    const timeOuts = rows('Locks and time-outs');
    expect(timeOuts.length).toBeGreaterThan(5);
    expect(timeOuts.filter((cells) => !linksOf(cells[3] ?? '').some((link) => link.endsWith('.ts')))).toEqual([]);
  });

  it('follows one complaint in eight steps', () => {
    const story = text.split('\n## Follow one complaint\n')[1]?.split('\n## ')[0] ?? '';
    const steps = [...story.matchAll(/^(\d)\. [\s\S]*?(?=^\d\. |^$)/gm)];
    expect(steps.map(([, number]) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(steps.filter(([step]) => linksOf(step).length === 0)).toEqual([]);
  });
});

describe('the runbook', () => {
  const text = readFileSync(join(home, 'docs/runbook.md'), 'utf8');
  const source = ['apps', 'libs']
    .flatMap((folder) =>
      readdirSync(join(home, folder), { recursive: true }).map((name) => join(home, folder, String(name))),
    )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('spec.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

  it('names metrics that are there', () => {
    const metrics = new Set([...text.matchAll(/\bredress_[a-z_]+/g)].map(([name]) => name));
    expect(metrics.size).toBeGreaterThan(5);
    expect([...metrics].filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });

  it('names commands that are there', () => {
    const commands = new Set([...text.matchAll(/npx redress ([a-z]+)/g)].map(([, name]) => name));
    expect([...commands].filter((name) => !new RegExp(`(command\\(|name: )'${name}'`).test(source))).toEqual([]);
  });
});

describe('the README', () => {
  it('makes the promise in the words that are kept to', () => {
    const words = readFileSync(join(home, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'an accepted complaint is never lost; every effect in a database happens exactly once; topics carry each event at ' +
        'least once, with a stable id, in order per complaint; mail leaves at least once under an idempotency key, and a ' +
        'notice that could have gone twice is named in the ledger.',
    );
  });

  it('names every command of the command line, and no other', () => {
    const readme = readFileSync(join(home, 'README.md'), 'utf8');
    const table = readme.split('\n## Play a whole life\n')[1]?.split('\n## ')[0] ?? '';
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    const named = rows.flatMap((row) => [...row.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
    expect(new Set(named)).toEqual(new Set(redress().commands.map((command) => command.name())));
    expect(new Set(named).size).toBe(named.length);
  });

  it('explains every command that has to pass before a change lands', () => {
    const run = readFileSync(join(home, '.ci/run'), 'utf8');
    const commands = [...run.matchAll(/^npm (?:run )?[a-z]+/gm)].map(([command]) => command);
    expect(commands.length).toBeGreaterThan(2);
    const readme = readFileSync(join(home, 'README.md'), 'utf8');
    expect(commands.filter((command) => !readme.includes(`\`${command}\``))).toEqual([]);
  });
});
