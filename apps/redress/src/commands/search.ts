import { deskColumns } from '../desk-columns.js';
import { list } from '../list.js';

export const search = list({
  name: 'search',
  does: 'Print the complaints in which something was said, the newest first.',
  service: 'desk',
  path: (words) => `/v1/search?q=${encodeURIComponent(words)}`,
  by: 'ivan',
  takes: (command) =>
    command.argument(
      '<words>',
      'in any of their forms, Russian or English; "in quotes" as a phrase, -without, one OR another',
    ),
  empty: 'Nothing that you may see has these words.',
  columns: deskColumns,
  example: 'search "вывод на карту" --as ivan',
});
