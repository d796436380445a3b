import { Partitioners } from 'kafkajs';
import { Chance } from './chance.js';
import { judge, type Verdict } from './checks/judge.js';
import { type Lived, lived, livedLines } from './checks/lived.js';
import type { Deployment } from './deployment/deployment.js';
import { makeCallers, sayPreferences } from './driver/callers.js';
import { Channel } from './driver/channel.js';
import { Driver } from './driver/drive.js';
import { untilFlowing } from './driver/flow-probe.js';
import { Lives } from './driver/lives/lives.js';
import { demoSpecialists, makeSpecialists } from './driver/specialists.js';
import { Staff } from './driver/staff.js';
import type { Told } from './driver/told.js';
import { VerdictsHeard } from './driver/verdicts-heard.js';
import type { Fault, Scene } from './faults/fault.js';
import { disturb, type Plan } from './faults/plans.js';
import { poisonAlong } from './faults/poison.js';
import { comeToRest } from './history/come-to-rest.js';
import { gather } from './history/gather.js';
import { broker } from './history/read-topics.js';

/** What goes wrong: rounds of faults, kills by chance, anything by chance, or nothing at all. */
export type Mischief = Plan | 'kills' | 'anything';

export interface CampaignOptions {
  seed: number;
  complaints: number;
  connections: number;
  /** Which share of the accepted complaints goes on living; the others are left to themselves. */
  lives: number;
  /** Over how many seconds the complaints are spread; absent: as fast as they are answered. */
  spread?: number;
  mischief: Mischief;
  /** After each round of a plan, how many seconds it may take until complaints go all the way again; absent: not asked. */
  flowSeconds?: number;
  /** One poison record for so many complaints; absent: none but those of the mischief. */
  poisonEvery?: number;
  /** How long to wait for rest, in seconds. */
  restSeconds: number;
  signal: AbortSignal;
  say(line: string): void;
}

export interface Outcome {
  seed: number;
  complaints: number;
  accepted: number;
  unknown: number;
  seconds: { load: number; rest: number; all: number };
  lived: Lived;
  verdicts: Verdict[];
  violations: number;
}

/** Loads a deployment, disturbs it, waits for rest, and judges what happened. */
export async function runCampaign(deployment: Deployment, options: CampaignOptions): Promise<Outcome> {
  const { seed, complaints, connections, signal, say, mischief } = options;
  const began = Date.now();
  const since = (moment: number) => Math.round((Date.now() - moment) / 100) / 10;
  const chance = new Chance(seed);
  const { endpoints } = deployment;
  const run = `${began.toString(36)}s${seed}`;
  const callers = await makeCallers(endpoints.oidc, connections, run);
  const [prober] = await makeCallers(endpoints.oidc, 1, `${run}probe`);
  const { services, people } = endpoints;
  await sayPreferences(services.intake?.url ?? '', callers);
  const made = await makeSpecialists(services.assigner?.url ?? '', people.lena?.token ?? '', options);
  const staff = new Staff(endpoints.oidc, [...made, ...demoSpecialists]);

  const recent: string[] = [];
  const load = new Load(options);
  const producer = broker(endpoints).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const intake = () => deployment.endpoints.services.intake?.url ?? '';
  const channel = new Channel({
    producer,
    topic: `${endpoints.topicPrefix}submissions`,
    intake,
    token: () => deployment.endpoints.people.site?.token ?? '',
    signal,
  });
  const lives = new Lives({
    share: options.lives,
    staff,
    url: (service) => deployment.endpoints.services[service]?.url ?? '',
    signal,
  });
  const verdictsHeard = new VerdictsHeard(endpoints, signal);
  const driver = new Driver({
    lives,
    verdicts: verdictsHeard,
    complaints,
    channel,
    callers,
    chance: chance.fork(),
    run,
    signal,
    intake,
    allowed: () => load.allowed(),
    accepted: (id) => recent.push(id),
  });
  const flows: number[] = [];
  const ending = new AbortController();
  const scene: Scene = {
    deployment,
    chance: chance.fork(),
    producer,
    recent,
    hold: (isHeld) => load.hold(isHeld),
    signal: AbortSignal.any([signal, ending.signal]),
    say: (line) => say(`${since(began).toFixed(1).padStart(6)} s  ${line}`),
  };
  if (options.lives > 0) await verdictsHeard.start();
  const progress = setInterval(() => scene.say(progressOf(driver, complaints)), 10_000);
  try {
    const driven = driver
      .run()
      .then(() => lives.end())
      .finally(() => Array.isArray(mischief) || ending.abort());
    const poisoned = options.poisonEvery ? poisonAlong(scene, options.poisonEvery) : Promise.resolve(0);
    const probe = async () => {
      if (!options.flowSeconds || !prober) return;
      flows.push(await untilFlowing(intake, prober, scene.chance, scene.signal));
      scene.say(`complaints go all the way again after ${flows.at(-1)} s`);
    };
    await mischiefOf(mischief, scene, probe).finally(() => load.release());
    await driven;
    ending.abort();
    await poisoned;
  } finally {
    ending.abort();
    clearInterval(progress);
    deployment.stopped.continueAll();
    await producer.disconnect().catch(() => undefined);
    await verdictsHeard.stop();
  }
  signal.throwIfAborted();
  if (lives.missed > 0) scene.say(`${lives.missed} complaints of channels did not live: no verdict came in time`);
  scene.say(`${progressOf(driver, complaints)}; waiting for rest`);
  const loadSeconds = since(began);
  const resting = Date.now();
  const rest = await comeToRest(deployment, options.restSeconds * 1_000, signal);
  const restSeconds = since(resting);
  signal.throwIfAborted();
  scene.say(rest.waitedFor.length === 0 ? `at rest after ${restSeconds} s` : `no rest: ${rest.waitedFor.join(', ')}`);
  const calm = Array.isArray(mischief) && mischief.length === 0;
  const known = {
    callers,
    staff,
    told: driver.told,
    acts: lives.told,
    rest,
    calm,
    flows,
    flowSeconds: options.flowSeconds,
  };
  const history = await gather(deployment, known);
  const verdicts = judge(history);
  const whatWasLived = lived(history);
  for (const line of livedLines(whatWasLived)) scene.say(line);
  const count = (outcome: Told['outcome']) => history.told.filter((told) => told.outcome === outcome).length;
  return {
    seed,
    complaints,
    accepted: count('accepted'),
    unknown: count('unknown'),
    seconds: { load: loadSeconds, rest: restSeconds, all: since(began) },
    lived: whatWasLived,
    verdicts,
    violations: verdicts.reduce((sum, { violations }) => sum + violations.length, 0),
  };
}

function progressOf(driver: Driver, complaints: number): string {
  const { begun, accepted, unknown } = driver.progress;
  return `${begun} of ${complaints} complaints posted, ${accepted} accepted, ${unknown} left unknown`;
}

async function mischiefOf(mischief: Mischief, scene: Scene, probe: () => Promise<void>): Promise<void> {
  if (!Array.isArray(mischief)) return disturb(scene, mischief === 'kills', carryOut);
  for (const round of mischief) {
    if (scene.signal.aborted) return;
    await Promise.all(round.map((fault) => carryOut(fault, scene)));
    await probe();
  }
}

/** A fault that cannot be done is said; what was done so far is checked all the same. */
async function carryOut(fault: Fault, scene: Scene): Promise<void> {
  await fault(scene).catch((error: Error) => scene.say(`a fault could not be carried out: ${error.message}`));
}

/** How fast complaints come: spread, until a plan is over, or as fast as they are answered. */
class Load {
  private readonly began = Date.now();
  private isReleased = false;
  private isHeld = false;

  constructor(private readonly options: Pick<CampaignOptions, 'complaints' | 'spread' | 'mischief'>) {}

  /** The plan is over: what is left may come at once. */
  release(): void {
    this.isReleased = Array.isArray(this.options.mischief);
  }

  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
  }

  allowed(): number {
    if (this.isHeld) return 0;
    const { complaints, spread } = this.options;
    if (!spread || this.isReleased) return complaints;
    return Math.ceil((complaints * (Date.now() - this.began)) / (spread * 1_000));
  }
}
