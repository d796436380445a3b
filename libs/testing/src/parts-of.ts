/** What `real-parts` found, as a test process is told it. */
export interface FoundParts {
  databaseUrl: string;
  brokers: string[];
  /** Of the services' roles, by role: the same for every database of the server. */
  passwords: Record<string, string>;
}

const variable = 'REDRESS_TEST_FOUND_PARTS';

/** Leaves what was found where the test processes find it. */
export function tellParts(env: NodeJS.ProcessEnv, parts: FoundParts): void {
  env[variable] = JSON.stringify(parts);
}

/** The real parts of this run. Throws when the file does not end as the specs that need them do. */
export function partsOf(env: NodeJS.ProcessEnv): FoundParts {
  const told = env[variable];
  if (!told) {
    throw new Error(
      'This spec needs the real parts: name it *.int-spec.ts, *.flow-spec.ts or *.fault-spec.ts, so that they are started for it',
    );
  }
  return JSON.parse(told) as FoundParts;
}
