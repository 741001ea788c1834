// Shows JSON as a tree that opens and closes. Long lists show their first elements.
import { el } from './dom.js';
import { ExactNumber } from './exact.js';

const SHOWN = 100;
const OPEN_LEVELS = 3;

/** A value as a tree. */
export function tree(value, level = 0) {
  if (value === null || typeof value !== 'object' || value instanceof ExactNumber) return leaf(value);
  const isList = Array.isArray(value);
  const entries = isList ? value.map((item, index) => [index, item]) : Object.entries(value);
  if (entries.length === 0) return el('span', { className: 'empty' }, isList ? '[]' : '{}');
  const box = el('details', { open: level < OPEN_LEVELS && entries.length <= SHOWN });
  const size = isList ? `[ ${entries.length} ]` : `{ ${entries.length} }`;
  box.append(el('summary', {}, el('span', { className: 'size' }, size)));
  const list = el('ul');
  box.append(list);
  const fill = () => { if (!list.hasChildNodes()) add(list, entries, 0, level); };
  if (box.open) fill();
  else box.addEventListener('toggle', fill, { once: true });
  return box;
}

function add(list, entries, from, level) {
  for (const [key, item] of entries.slice(from, from + SHOWN)) {
    list.append(el('li', {}, el('span', { className: typeof key === 'number' ? 'index' : 'key' }, String(key)), ' ', tree(item, level + 1)));
  }
  const next = from + SHOWN;
  if (next < entries.length) {
    const more = el('li', {}, el('button', { type: 'button', onclick: () => { more.remove(); add(list, entries, next, level); } },
      `${entries.length - next} more`));
    list.append(more);
  }
}

function leaf(value) {
  if (value instanceof ExactNumber) return el('span', { className: 'number' }, value.text);
  if (typeof value === 'string') return el('span', { className: 'string' }, JSON.stringify(value));
  return el('span', { className: value === null ? 'null' : typeof value }, String(value));
}
