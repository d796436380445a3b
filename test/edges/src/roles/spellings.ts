/** Other spellings of an address, which some servers take for the same. */
export function spellingsOf(path: string): string[] {
  const [, first = ''] = path.split('/');
  const last = path.lastIndexOf('/');
  return [
    `/${path}`,
    `${path}/`,
    `${path}//`,
    path.replace(`/${first}`, `//${first}/`),
    `${path.slice(0, last)}//${path.slice(last + 1)}`,
    `${path.slice(0, last)}%2f${path.slice(last + 1)}`,
    `/%2f${path.slice(1)}`,
    `/.${path}`,
    `/${first}/..${path}`,
    `/%2e%2e${path}`,
    path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    path.toUpperCase(),
    `${path};a=b`,
    `${path}%20`,
    `${path}?${path}`,
    `${path}#x`.replace('#', '%23'),
  ];
}
