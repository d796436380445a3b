/** What a file says of one specialist. */
export interface Entry {
  id: string;
  /** The fields that it names; what it leaves out stays as it is. */
  facts: Record<string, unknown>;
  /** The line on which a field of it stands, by the path a service would name (`skills.0.category`). */
  lineOf(path: string): number;
}

/** Something wrong with a file. */
export interface Mistake {
  line: number;
  message: string;
}

export interface SpecialistsFile {
  entries: Entry[];
  mistakes: Mistake[];
}

/** The fields of a specialist. */
export const fields = ['id', 'name', 'skills', 'capacity', 'shifts', 'retired'] as const;
