import { type Party, parties, type Right } from './rights.js';

const beginning = '<!-- from test/access/rights.ts -->';
const end = '<!-- end of it -->';

const names = (found: string[]): string => found.map((name) => `\`${name}\``).join(', ') || '–';

function topicsFor({ rights }: Party, operation: Right['operations'][number]): string {
  return names(rights.flatMap((right) => (right.operations.includes(operation) && right.topics) || []));
}

function groupsOf({ rights }: Party): string {
  return names(rights.flatMap(({ groups = [], prefixed }) => groups.map((group) => (prefixed ? `${group}*` : group))));
}

const row = (party: Party): string => {
  const { login, who } = party;
  const cells = [`\`${login}\``, who, topicsFor(party, 'Read'), topicsFor(party, 'Write'), groupsOf(party)];
  return `| ${cells.join(' | ')} |`;
};

function command(login: string, { operations, topics = [], groups = [], prefixed }: Right): string {
  const flags = [
    ...operations.map((operation) => `--operation ${operation}`),
    ...topics.map((topic) => `--topic ${topic}`),
    ...groups.map((group) => `--group ${group}`),
    ...(prefixed ? ['--resource-pattern-type prefixed'] : []),
  ];
  return `give ${login} ${flags.join(' ')}`;
}

/** Who may do what as a table, and Kafka's own commands that make it so. */
export function rightsAsText(): string {
  return [
    '| login | who | reads | writes | groups |',
    '| --- | --- | --- | --- | --- |',
    ...parties.map(row),
    '',
    '```sh',
    'give() { login=$1; shift; kafka-acls.sh --bootstrap-server "$BROKER" --command-config admin.properties --add --allow-principal "User:$login" "$@"; }',
    ...parties.flatMap(({ login, rights }) => rights.map((right) => command(login, right))),
    '```',
  ].join('\n');
}

/** The page with the table and the commands as the rights are now. Throws when it has no place for them. */
export function withRights(page: string): string {
  const [before, rest] = page.split(beginning);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`The page has no place between ${beginning} and ${end}`);
  return `${before}${beginning}\n${rightsAsText()}\n${end}${after}`;
}
