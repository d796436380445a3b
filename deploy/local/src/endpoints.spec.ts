import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Endpoints, removeEndpoints, writeEndpoints } from './endpoints.js';

describe('endpoints.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-endpoints-'));
  const endpoints: Endpoints = {
    version: 1,
    ready: true,
    web: 'http://127.0.0.1:4000',
    services: { intake: { url: 'http://127.0.0.1:4001', pid: 7, log: '/logs/intake.log' } },
    parts: { postgres: { pid: 8, log: '/logs/postgres.log' } },
    kafka: ['127.0.0.1:4021'],
    topicPrefix: '',
    database: 'postgres://127.0.0.1:4020/redress',
    mail: { smtp: 'smtp://127.0.0.1:4023', http: 'http://127.0.0.1:4024' },
    oidc: 'http://127.0.0.1:4025',
    people: { anna: { roles: ['customer'], token: 't' } },
  };

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is the owner's alone, is whole, and leaves nothing beside it", () => {
    writeEndpoints(folder, { ...endpoints, ready: false });
    writeEndpoints(folder, endpoints);
    expect(JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8'))).toEqual(endpoints);
    expect(statSync(join(folder, 'endpoints.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['endpoints.json']);
  });

  it('goes away with the deployment', () => {
    writeEndpoints(folder, endpoints);
    removeEndpoints(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});
