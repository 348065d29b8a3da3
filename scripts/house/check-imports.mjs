// Holds every import against the table in rooms.mjs and looks for cycles between rooms.
//
// Promises: prints one line per offence (file, what it imports, what its room may) and exits 1; silent and 0 when clean.

import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'oxc-parser';
import { isTest, readText, sourceFiles } from './files.mjs';
import { neverInTheWindow, rooms } from './rooms.mjs';

const byLength = [...rooms].sort((a, b) => b.room.length - a.room.length);
const roomOf = (path) => byLength.find(({ room }) => path === room || path.startsWith(`${room}/`));
const inside = (path, room) => path === room || path.startsWith(`${room}/`);

/** Every import and re-export of a file: the specifier, and whether only types come in. */
function importsOf(path) {
  const { module, program, errors } = parseSync(path, readText(path));
  if (errors.length > 0) return [];
  const typeOnly = new Set();
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration' && node.importKind === 'type') typeOnly.add(node.source.start);
    if (/^Export(Named|All)Declaration$/.test(node.type) && node.exportKind === 'type' && node.source)
      typeOnly.add(node.source.start);
  }
  const found = [];
  for (const entry of module.staticImports) {
    found.push({ specifier: entry.moduleRequest.value, types: typeOnly.has(entry.moduleRequest.start) });
  }
  for (const entry of module.staticExports.flatMap((e) => e.entries)) {
    if (entry.moduleRequest) {
      found.push({ specifier: entry.moduleRequest.value, types: typeOnly.has(entry.moduleRequest.start) });
    }
  }
  for (const entry of module.dynamicImports) {
    const text = readText(path).slice(entry.moduleRequest.start, entry.moduleRequest.end);
    if (/^['"]/.test(text)) found.push({ specifier: text.slice(1, -1), types: false });
  }
  return found;
}

const offences = [];
const edges = new Map();
for (const path of sourceFiles(['src', 'electron'])) {
  const home = roomOf(path);
  if (home === undefined) {
    offences.push(`${path}: belongs to no room of scripts/house/rooms.mjs`);
    continue;
  }
  if (isTest(path)) continue;
  for (const { specifier, types } of importsOf(path)) {
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(path), specifier.replace(/\?.*$/, '')));
      if (inside(target, home.room)) continue;
      const allowed =
        home.may.some((room) => inside(target, room)) ||
        (types && (home.mayTypes ?? []).some((room) => inside(target, room)));
      const forbidden =
        home.room === 'src/ui' && !types && neverInTheWindow.some((room) => inside(target, room));
      if (!allowed || forbidden) {
        offences.push(
          `${path}: imports ${types ? 'types of ' : ''}${target}; ${home.room} may import ${home.may.join(', ') || 'nothing'}`,
        );
      }
      const there = roomOf(target)?.room;
      if (there !== undefined && !types) edges.set(home.room, (edges.get(home.room) ?? new Set()).add(there));
    } else {
      const name = specifier.startsWith('node:')
        ? 'node:'
        : specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/');
      if (!(home.packages ?? []).includes(name)) {
        offences.push(
          `${path}: imports the package ${specifier}; ${home.room} may use ${(home.packages ?? []).join(', ') || 'none'}`,
        );
      }
    }
  }
}

function cycleFrom(room, trail) {
  if (trail.includes(room)) return [...trail.slice(trail.indexOf(room)), room];
  for (const next of edges.get(room) ?? []) {
    const cycle = cycleFrom(next, [...trail, room]);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
for (const room of edges.keys()) {
  const cycle = cycleFrom(room, []);
  if (cycle !== undefined) {
    offences.push(`rooms in a circle: ${cycle.join(' -> ')}`);
    break;
  }
}

for (const line of offences) console.error(line);
process.exit(offences.length > 0 ? 1 : 0);
