/**
 * A start that cannot succeed until somebody changes something. The message is for people: what is wrong and the way out.
 * A cause tells what stood in the way, such as a port in use: a later start may find it gone.
 */
export class StartError extends Error {
  override readonly name: string = 'StartError';

  /** Nothing stood in the way but what is set: every start ends so until that changes. */
  get isOfSettings(): boolean {
    return this.cause === undefined;
  }
}

/** What a setting names cannot be used: one line for each fault, without the setting's name and without what it holds. */
export class SettingFaults extends StartError {
  override readonly name = 'SettingFaults';

  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/** Settings that are missing or wrong: one line each, never with their values. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';

  constructor(
    service: string,
    readonly mistakes: string[],
  ) {
    const count = mistakes.length === 1 ? '1 setting is wrong' : `${mistakes.length} settings are wrong`;
    super(`${service} cannot start: ${count}\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
  }
}
