const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Pages load nothing and run nothing; frames they hold inherit this. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'";

/** A whole page. `body` is HTML; `title` is text. */
export function renderDocument(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #14171b);
  --sheet: light-dark(#ffffff, #1c2026);
  --ink: light-dark(#1b2129, #e6e9ee);
  --quiet: light-dark(#5d6875, #9aa5b3);
  --line: light-dark(#e1e5ea, #2d333c);
  --accent: light-dark(#0b5cad, #7db8f5);
  --tint: light-dark(#e8f1fb, #1d3147);
  --alarm: light-dark(#9a3412, #fdba74);
  --alarm-tint: light-dark(#fff1e6, #3b2415);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
body > header, main { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
body > header { padding-top: 2.5rem; padding-bottom: .5rem; }
main { padding-bottom: 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; max-width: 60ch; }
.links a { margin-right: .6rem; }
.quiet { color: var(--quiet); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:focus-visible, input:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: .6rem; padding: 1.25rem; margin-top: 1.25rem; }
section > :last-child { margin-bottom: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th { text-align: left; font-weight: 600; font-size: .8rem; color: var(--quiet); }
th, td { padding: .5rem 1.25rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
tr:last-child td, dl > :last-of-type { border-bottom: 0; }
.never-wraps { white-space: nowrap; }
code, pre, .figures { font-family: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", monospace; font-size: .86rem; }
.figures { font-variant-numeric: tabular-nums; }
pre { margin: 0 0 .75rem; padding: .85rem 1rem; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; overflow-x: auto; line-height: 1.5; }
pre.wraps { white-space: pre-wrap; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; background: var(--tint); color: var(--accent); font-size: .8rem; white-space: nowrap; }
.alarm { background: var(--alarm-tint); color: var(--alarm); border-color: currentColor; }
form { display: flex; gap: .5rem; flex-wrap: wrap; margin-bottom: 1rem; }
input, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .75rem; }
input { flex: 1 1 14rem; min-width: 0; }
button { cursor: pointer; }
iframe { display: block; width: 100%; height: 40rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; resize: vertical; overflow: auto; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.25rem; margin: 0 0 .75rem; font-size: .95rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; font-weight: 600; }
details > dl { margin-top: .9rem; }
nav { display: flex; gap: 1.25rem; margin-top: 1rem; }
@media (max-width: 42rem) {
  body > header { padding-top: 1.5rem; }
  section { padding: 1rem; border-radius: .5rem; }
  .cards thead { display: none; }
  .cards tr { display: block; padding: .65rem 0; border-bottom: 1px solid var(--line); }
  .cards tr:first-child { padding-top: 0; }
  .cards tr:last-child { border-bottom: 0; padding-bottom: 0; }
  .cards td { display: block; border: 0; padding: .1rem 0; overflow-wrap: anywhere; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .5rem; }
}
`;
