import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { SettingFaults } from '@redress/bootstrap';
import { parse, YAMLError } from 'yaml';
import { type CannedReply, faultsOf } from './domain/canned-reply.js';

const fileName = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/;

/** The replies in a folder, one file each. They are read again when a file changed; a mistake then leaves those from before. */
@Injectable()
export class CannedReplies {
  private readonly log = new Logger(CannedReplies.name);
  private replies: CannedReply[];
  private seen: string;

  /** Throws a {@link SettingFaults} with every mistake in every file. */
  constructor(private readonly folder: string) {
    this.seen = traceOf(folder);
    this.replies = readReplies(folder);
  }

  /** By name. */
  all(): readonly CannedReply[] {
    this.readChanges();
    return this.replies;
  }

  private readChanges(): void {
    try {
      const trace = traceOf(this.folder);
      if (trace === this.seen) return;
      this.seen = trace;
      this.replies = readReplies(this.folder);
    } catch (error) {
      this.log.error(`The canned replies stay as they were: ${(error as Error).message}`);
    }
  }
}

/** Changes whenever a file does. */
function traceOf(folder: string): string {
  return namesIn(folder)
    .map((name) => {
      const { mtimeMs = 0, size = 0, ino = 0 } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
      return [name, mtimeMs, size, ino].join();
    })
    .join(';');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    const expected = 'expected a folder such as a copy of apps/desk/canned-replies';
    throw new SettingFaults([`names a folder that ${unreadable(error)}; ${expected}`]);
  }
}

function readReplies(folder: string): CannedReply[] {
  const read = namesIn(folder).map((name) => readReply(folder, name));
  const faults = read.flatMap((one) => ('faults' in one ? one.faults : []));
  if (faults.length > 0) throw new SettingFaults(faults);
  return read.flatMap((one) => ('reply' in one ? [one.reply] : []));
}

function readReply(folder: string, file: string): { reply: CannedReply } | { faults: string[] } {
  const [, name] = fileName.exec(file) ?? [];
  if (!name)
    return { faults: [`${file}: call it by small letters, digits and hyphens, such as ask-for-documents.yaml`] };
  try {
    const parsed: unknown = parse(readFileSync(join(folder, file), 'utf8'));
    const faults = faultsOf(parsed).map((fault) => `${file}: ${fault}`);
    return faults.length > 0 ? { faults } : { reply: { name, ...(parsed as Omit<CannedReply, 'name'>) } };
  } catch (error) {
    return { faults: [`${file}: ${'syscall' in (error as Error) ? unreadable(error) : noYaml(error)}`] };
  }
}

const unreadable = (error: unknown): string => `cannot be read (${(error as NodeJS.ErrnoException).code})`;

/** Where, but not what: the words of a file are not the log's. */
function noYaml(error: unknown): string {
  const [{ line, col } = {}] = (error instanceof YAMLError && error.linePos) || [];
  return line === undefined ? 'no YAML' : `no YAML at line ${line}, column ${col}`;
}
