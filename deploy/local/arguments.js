// Plain JavaScript: the start reads its arguments before anything is installed or built.
import { resolve } from 'node:path';

export const usage = `Usage: npm start [-- --port N --data DIR --instances SERVICE=N --fresh --help]

Starts Redress on this machine: PostgreSQL, Apache Kafka, a mail catcher, an issuer of tokens and all services.
Ctrl-C ends everything; the data stays.

  --port N               the first of the ports used, all in N..N+31; 0 takes free ones
                         (the ports used last with this data folder, else 4000)
  --data DIR             the folder for data and logs (REDRESS_DATA, else .redress)
  --instances SERVICE=N  that many processes of a service, such as categoriser=2; may be given several times
  --fresh                forgets the data of earlier starts first
  --help                 says this

A server of yours takes the place of a part: DATABASE_URL, KAFKA_BROKERS, SMTP_URL, OIDC_ISSUER.
`;

export const portsUsed = 32;
const mostInstances = 8;

/** A mistake in the arguments: one sentence. */
export class UsageError extends Error {
  name = 'UsageError';
}

/** Reads the arguments. Throws UsageError. Folders are meant from `cwd`, the default one is in `home`. */
export function readArguments(args, { env, cwd, home }) {
  const options = { port: undefined, data: undefined, instances: {}, fresh: false, help: false };
  const rest = args.flatMap((argument) => {
    const [, flag, value] = /^(--[a-z]+)=(.*)$/s.exec(argument) ?? [];
    return flag ? [flag, value] : [argument];
  });
  while (rest.length > 0) {
    const flag = rest.shift();
    if (flag === '--help' || flag === '-h') options.help = true;
    else if (flag === '--fresh') options.fresh = true;
    else if (flag === '--port') options.port = readPort(rest.shift());
    else if (flag === '--data') options.data = resolve(cwd, readValue(flag, rest.shift()));
    else if (flag === '--instances') Object.assign(options.instances, readInstances(rest.shift()));
    else throw new UsageError(`There is no ${flag}: see npm start -- --help`);
  }
  options.data ??= env.REDRESS_DATA ? resolve(cwd, env.REDRESS_DATA) : resolve(home, '.redress');
  return options;
}

function readValue(flag, value) {
  if (value === undefined || value === '' || value.startsWith('--')) throw new UsageError(`${flag} needs a value`);
  return value;
}

function readPort(value) {
  const port = Number(readValue('--port', value));
  const highest = 65_536 - portsUsed;
  if (Number.isInteger(port) && port >= 0 && port <= highest) return port;
  throw new UsageError(`--port must be a whole number from 0 to ${highest}`);
}

function readInstances(value) {
  const [, service, count] = /^([a-z]+)=(\d+)$/.exec(readValue('--instances', value)) ?? [];
  if (service && count >= 1 && count <= mostInstances) return { [service]: Number(count) };
  throw new UsageError(`--instances must be SERVICE=N, N from 1 to ${mostInstances}`);
}
