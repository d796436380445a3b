import { type Service, services, type TopicEntry, topics } from '@redress/contracts';

export type Operation = 'Read' | 'Write' | 'Create' | 'Describe' | 'Delete';

/** What may be done with these topics and groups: one call of Kafka's own tool. */
export interface Right {
  operations: Operation[];
  topics?: string[];
  groups?: string[];
  /** The names are beginnings of names. */
  prefixed?: true;
}

/** Somebody with a login, and every right that comes with it. What is not given is denied. */
export interface Party {
  login: string;
  who: string;
  rights: Right[];
}

const map: TopicEntry[] = Object.values(topics);
const allTopics = map.map(({ name }) => name);
const journal = topics.complaints.name;

/** Groups are named as the service's hearing names them: by the service, and beyond the journal by the topic as well. */
function ofService(service: Service): Party {
  const heard = map.filter(({ heardBy }) => heardBy.includes(service)).map(({ name }) => name);
  const groups = heard.map((topic) => (topic === journal ? service : `${service}-${topic}`));
  const said = map.filter(({ saidBy }) => saidBy.includes(service)).map(({ name }) => name);
  return {
    login: service,
    who: 'the service, and its rebuild',
    rights: [
      { operations: ['Read'], topics: heard, groups },
      { operations: ['Write'], topics: said },
      { operations: ['Read', 'Delete'], groups: [`${service}-rebuild-`], prefixed: true },
    ],
  };
}

/** A channel of this name. */
export function ofChannel(channel: string): Party {
  return {
    login: channel,
    who: 'a channel',
    rights: [
      { operations: ['Write'], topics: ['submissions'] },
      { operations: ['Read'], topics: ['submission-verdicts'], groups: [channel] },
      { operations: ['Read'], groups: [`${channel}-`], prefixed: true },
    ],
  };
}

/** Who may do what on Kafka. The page for operators shows this table, and a spec runs the services under it. */
export const parties: Party[] = [
  ...services.map(ofService),
  ofChannel('site'),
  {
    login: 'analyst',
    who: 'an analytics job',
    rights: [
      { operations: ['Read'], topics: ['complaints', 'specialists', 'assignments', 'notifications'] },
      { operations: ['Read'], groups: ['analyst-'], prefixed: true },
    ],
  },
  {
    login: 'operator',
    who: '`npx redress events`',
    rights: [
      { operations: ['Read'], topics: [journal] },
      { operations: ['Read', 'Delete'], groups: ['redress-'], prefixed: true },
    ],
  },
  {
    login: 'launcher',
    who: '`npm start`, before the services',
    rights: [
      { operations: ['Create', 'Describe'], topics: allTopics },
      { operations: ['Describe'], groups: ['redress-start'] },
    ],
  },
];

/** Whether a login may do this with a topic of the map. */
export const mayDo = ({ rights }: Party, operation: Operation, topic: string): boolean =>
  rights.some(({ operations, topics: named }) => operations.includes(operation) && named?.includes(topic));
