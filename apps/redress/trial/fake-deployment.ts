import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Deployment } from '../src/deployment.js';
import { redress, run } from '../src/program.js';

export interface Asked {
  method: string;
  url: string;
  who: string;
  key?: string;
  /** `Last-Event-ID` */
  after?: string;
  body: unknown;
}

export type Answer = [status: number, body: unknown, headers?: Record<string, string>];

/** One server in the place of every service and of the issuer, and the command line pointed at it. */
export interface FakeDeployment {
  asked: Asked[];
  /** Answers a call (`GET /v1/queue`) in order, the last answer again and again; what was never set is not found. */
  answer(call: string, ...answers: Answer[]): void;
  /** Runs one command line. */
  redressed(...args: string[]): Promise<{ exit: number; said: string[]; complained: string }>;
  stop(): Promise<void>;
}

const nowhere = 'http://127.0.0.1:1';
const notFound: Answer = [404, { title: 'Not found', status: 404, detail: 'There is no such complaint.' }];

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const isJson = request.headers['content-type'] === 'application/json';
  return isJson ? JSON.parse(text) : text || undefined;
}

const commandsOf = (command: Command): Command[] => [command, ...command.commands.flatMap(commandsOf)];

/** `people` are in its endpoints; intake and assigner answer, the notifier does not unless `notifier` is true; a desk is there when `desk` is. */
export async function fakeDeployment(
  people: Record<string, { roles: string[]; token: string }>,
  { notifier = false, desk = false } = {},
): Promise<FakeDeployment> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-cli-'));
  const asked: Asked[] = [];
  const answers = new Map<string, Answer[]>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [method, url] = [String(request.method), String(request.url)];
      const who = String(request.headers.authorization).replace('Bearer ', '');
      const { 'idempotency-key': key, 'last-event-id': after } = request.headers;
      asked.push({ method, url, who, key: String(key), body, ...(after !== undefined && { after: String(after) }) });
      const queue = answers.get(`${method} ${url}`) ?? [notFound];
      const [status, said, headers] = (queue.length > 1 ? queue.shift() : queue[0]) as Answer;
      response.writeHead(status, headers).end(typeof said === 'string' ? said : JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services = {
    intake: { url, pid: 1 },
    assigner: { url, pid: 2 },
    notifier: { url: notifier ? url : nowhere, pid: 3 },
    ...(desk && { desk: { url, pid: 4 } }),
  };
  const endpoints = { ready: true, web: url, services, kafka: ['127.0.0.1:1'], topicPrefix: '', oidc: url, people };
  writeFileSync(join(folder, 'endpoints.json'), JSON.stringify(endpoints));
  return {
    asked,
    answer: (call, ...given) => void answers.set(call, given),
    redressed: async (...args) => {
      const said: string[] = [];
      const complained: string[] = [];
      const program = redress(() => ({
        say: (line) => void said.push(line),
        deployment: () => Deployment.in(folder),
        read: async () => 'read from standard input',
      }));
      const writeErr = (text: string): void => void complained.push(text);
      const writeOut = (text: string): void => void said.push(text);
      for (const command of commandsOf(program)) command.configureOutput({ writeErr, writeOut });
      const exit = await run(program, args, (sentence) => void complained.push(sentence));
      return { exit, said, complained: complained.join('') };
    },
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}
