const longest = 254;

/**
 * Whether mail can be addressed so: one bare address, nothing that could add a recipient or a header.
 * Whether it exists, only its own server knows.
 */
export function isMailable(address: string): boolean {
  return address.length <= longest && /^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u.test(address);
}

/** The sender that mails name. */
export interface Sender {
  name: string;
  address: string;
}

/** Reads `Redress <complaints@redress.example>` or a bare address; `undefined` when it is neither. */
export function parseSender(text: string): Sender | undefined {
  const named = /^"?([^"<>\p{C}]*?)"?\s*<([^<>]+)>$/u.exec(text.trim());
  const [name, address] = named ? [named[1] ?? '', named[2] ?? ''] : ['', text.trim()];
  if (!isMailable(address)) return undefined;
  return { name: name.trim() || 'Redress', address };
}

/** What stands behind the @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
