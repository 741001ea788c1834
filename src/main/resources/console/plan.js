// The plan as a graph: what waits for what, from left to right.
import { svg, time } from './dom.js';

const WIDTH = 190;
const HEIGHT = 46;
const GAP_X = 56;
const GAP_Y = 18;
const EDGE = 2;

/** The graph of a plan. */
export function graph(plan) {
  const columns = layers(plan.parts);
  const placed = new Map();
  const tallest = Math.max(...columns.map((column) => column.length));
  columns.forEach((column, x) => column.forEach((part, y) => placed.set(part.name, {
    part,
    x: EDGE + x * (WIDTH + GAP_X),
    y: EDGE + (y + (tallest - column.length) / 2) * (HEIGHT + GAP_Y),
  })));
  const width = columns.length * (WIDTH + GAP_X) - GAP_X + 2 * EDGE;
  const height = tallest * (HEIGHT + GAP_Y) - GAP_Y + 2 * EDGE;
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': inWords(plan) });
  for (const { part, x, y } of placed.values()) {
    for (const name of part.after) {
      const from = placed.get(name);
      picture.append(edge(from, { x, y }, from.part.critical && part.critical));
    }
  }
  for (const node of placed.values()) picture.append(nodeOf(node));
  return picture;
}

/** Each part one column behind the last of those that it waits for; within a column near those. */
function layers(parts) {
  const depth = new Map();
  for (const part of parts) depth.set(part.name, 1 + Math.max(-1, ...part.after.map((name) => depth.get(name))));
  const columns = [];
  const rank = new Map();
  for (const part of parts) (columns[depth.get(part.name)] ??= []).push(part);
  for (const column of columns) {
    const weight = (part) => (part.after.length === 0 ? Infinity : part.after.reduce((sum, name) => sum + rank.get(name), 0) / part.after.length);
    column.sort((one, other) => (weight(one) === weight(other) ? 0 : weight(one) - weight(other)));
    column.forEach((part, index) => rank.set(part.name, index - column.length / 2));
  }
  return columns;
}

function edge(from, to, critical) {
  const startX = from.x + WIDTH;
  const startY = from.y + HEIGHT / 2;
  const endY = to.y + HEIGHT / 2;
  const bend = Math.max(24, (to.x - startX) / 2);
  return svg('path', {
    class: critical ? 'edge critical' : 'edge',
    d: `M${startX} ${startY} C${startX + bend} ${startY} ${to.x - bend} ${endY} ${to.x} ${endY}`,
  });
}

function nodeOf({ part, x, y }) {
  const name = part.name.length > 22 ? `${part.name.slice(0, 21)}…` : part.name;
  return svg('g', { class: `node ${part.kind}${part.critical ? ' critical' : ''}`, transform: `translate(${x} ${y})` },
    svg('rect', { width: WIDTH, height: HEIGHT, rx: 8 }),
    text('name', 12, 19, `${part.critical ? '★ ' : ''}${name}`), text('about', 12, 36, about(part)));
}

function text(className, x, y, content) {
  const element = svg('text', { class: className, x, y });
  element.textContent = content;
  return element;
}

function about(part) {
  if (part.kind === 'value' || part.kind === 'assertion') return part.kind;
  const calls = Number(part.calls) > 1 ? ` · ${Number(part.calls).toLocaleString('en')} calls` : '';
  return `${part.kind}${part.time === null ? '' : ` · ${time(part.time)}`}${calls}`;
}

/** The worst case, in a sentence. */
export function worst(plan) {
  const end = plan.end < plan.limit ? `${time(plan.end)} of ${time(plan.limit)}` : `all of ${time(plan.limit)}`;
  return `At worst ${`${Number(plan.calls).toLocaleString('en')} ${plan.calls === 1 ? 'call' : 'calls'}`} and ${end}. Each source starts when those that it names have ended.`;
}

function inWords(plan) {
  return plan.parts.map((part) => `${part.name}, ${about(part)}${part.after.length ? `, after ${part.after.join(', ')}` : ', at once'}${part.critical ? ', on the critical path' : ''}`).join('; ');
}
