/** A start that cannot succeed until somebody changes something. The message is for people: what is wrong and the way out. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
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
