import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';
import { type EnvEntry, envEntries } from './env.js';
import { ConfigError, SettingFaults } from './start-error.js';

function setting(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim() || undefined;
  const file = env[`${name}_FILE`]?.trim() || undefined;
  if (!file) return value;
  if (value) throw new SettingFaults([`is set, and so is ${name}_FILE; expected one of the two`]);
  let content: string;
  try {
    content = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new SettingFaults([`${name}_FILE names a file that cannot be read (${code}); expected a readable file`]);
  }
  if (!content) throw new SettingFaults([`${name}_FILE names an empty file; expected a file that holds the value`]);
  return content;
}

function convert(text: string, type: unknown): unknown {
  switch (type) {
    case Number:
      return Number(text);
    case Boolean:
      return { true: true, false: false }[text] ?? text;
    case Array:
      return text.split(',').map((part) => part.trim());
    default:
      return text;
  }
}

function readInto(config: object, entry: EnvEntry, names: string[], env: NodeJS.ProcessEnv): void {
  for (const name of names) {
    const text = setting(env, name);
    if (text === undefined) continue;
    Object.assign(config, { [entry.property]: entry.read ? entry.read(text) : convert(text, entry.type) });
    return;
  }
}

/**
 * Reads a service's configuration from the environment, with the files that settings name, and checks it.
 * Throws {@link ConfigError}, whose message names every mistake at once; values are never part of it.
 */
export function loadConfig<C extends object>(Config: new () => C, env: NodeJS.ProcessEnv, service: string): C {
  const config = new Config();
  const upper = service.toUpperCase().replaceAll('-', '_');
  const mistakes: string[] = [];
  const variables = new Map<string, { entry: EnvEntry; names: string[] }>();
  for (const entry of envEntries(Config.prototype)) {
    const names = entry.names.map((name) => name.replaceAll('{SERVICE}', upper));
    variables.set(entry.property, { entry, names });
    try {
      readInto(config, entry, names, env);
    } catch (error) {
      if (!(error instanceof SettingFaults)) throw error;
      variables.delete(entry.property);
      mistakes.push(...error.faults.map((fault) => `${names.join(' or ')}: ${fault}`));
    }
  }
  for (const { property, value, constraints = {} } of validateSync(config, { forbidUnknownValues: false })) {
    const variable = variables.get(property);
    if (!variable) continue;
    const what = value === undefined ? 'is not set' : 'is wrong';
    const rule = Object.values(constraints).join(' and ').replaceAll(property, 'it');
    mistakes.push(`${variable.names.join(' or ')}: ${what}; expected ${variable.entry.expected ?? `that ${rule}`}`);
  }
  if (mistakes.length > 0) throw new ConfigError(service, mistakes);
  return config;
}
