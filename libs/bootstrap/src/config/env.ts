import 'reflect-metadata';

export interface EnvOptions {
  /** What a right value looks like, for the one line that names a mistake: `an address such as smtp://127.0.0.1:25`. */
  expected?: string;
  /**
   * Makes the property of the variable's text, when it names something that has to be read first, such as a file.
   * Throws {@link SettingFaults}.
   */
  read?: (text: string) => unknown;
}

/** How one property of a configuration is fed. */
export interface EnvEntry extends EnvOptions {
  property: string;
  names: string[];
  type: unknown;
}

const entriesKey = Symbol('redress:env');

/**
 * Names the variable that feeds a property of a configuration class; of several, the first that is set wins.
 * `{SERVICE}` in a name stands for the service's name in upper case. `<NAME>_FILE` may name a file that holds the value.
 * Text becomes what the property is declared as: number, boolean (`true`, `false`), array (comma separated) or string.
 */
export function Env(name: string | string[], options: EnvOptions = {}): PropertyDecorator {
  return (target, key) => {
    const property = String(key);
    const type: unknown = Reflect.getMetadata('design:type', target, key);
    const inherited = envEntries(target).filter((entry) => entry.property !== property);
    Reflect.defineMetadata(entriesKey, [...inherited, { ...options, property, names: [name].flat(), type }], target);
  };
}

/** The entries of a configuration class and of those it extends, given its prototype. */
export function envEntries(prototype: object): EnvEntry[] {
  return (Reflect.getMetadata(entriesKey, prototype) as EnvEntry[] | undefined) ?? [];
}
