import { type Service, services } from '../map.js';
import { comeAndGo } from './come-and-go.js';
import { copyJournal } from './copy-journal.js';
import { discardPoison } from './discard-poison.js';
import type { Fault } from './fault.js';
import { holdTable } from './hold-table.js';
import { killService } from './kill-service.js';
import { poisonBurst, poisonFor, poisonHeads } from './poison.js';
import { resetOffsets } from './reset-offsets.js';
import { sayAllAgain } from './say-again.js';
import { killPart, stopPart, stopService } from './stop-process.js';
import { topicAnew } from './topic-anew.js';

/** Faults by the name they are asked for with; `seconds` counts for those that last. */
export const namedFaults: Readonly<Record<string, (seconds: number) => Fault>> = {
  'kill-kafka': () => killPart('kafka'),
  'stop-kafka': (seconds) => stopPart('kafka', seconds * 1_000),
  'kill-postgres': () => killPart('postgres'),
  'stop-postgres': (seconds) => stopPart('postgres', seconds * 1_000),
  'copy-journal': () => copyJournal,
  poison: () => poisonBurst(20, 0.5),
  'poison-along': (seconds) => poisonFor(seconds * 1_000),
  'poison-heads': () => poisonHeads,
  'discard-poison': () => discardPoison,
  'say-again': () => sayAllAgain,
  'topic-anew': () => topicAnew,
  ...forEachService('kill', (service) => () => killService(service)),
  ...forEachService('stop', (service) => (seconds) => stopService(seconds * 1_000, service)),
  ...forEachService('hold', (service) => (seconds) => holdTable(service, 'heard', seconds * 1_000)),
  ...forEachService('join', (service) => (seconds) => comeAndGo(service, seconds * 1_000)),
  ...forEachService('reset', (service) => () => resetOffsets('zero', service)),
  ...forEachService('forget', (service) => () => resetOffsets('nothing', service)),
};

function forEachService(
  verb: string,
  make: (service: Service) => (seconds: number) => Fault,
): Record<string, (seconds: number) => Fault> {
  return Object.fromEntries(services.map((service) => [`${verb}-${service}`, make(service)]));
}
