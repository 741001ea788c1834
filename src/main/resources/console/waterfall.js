// When each source ran, on one time axis.
import { count, el, time } from './dom.js';
import { explained } from './explained.js';
import { tree } from './json.js';

const LANES = 8;
const LABELLED = 12;
/** A deadline farther away than so many times the run is not drawn to scale. */
const FAR = 2.5;
/** The percentage of the axis that a label takes. */
const ROOM = 30;
const ROLES = { retry: 'retry', hedge: 'hedge', page: 'next page' };
const WORDS = { 'not-started': 'not started', fallback: 'fallback', value: 'answered', failed: 'failed', skipped: 'skipped', cancelled: 'cancelled', unknown: 'write of unknown outcome' };

const USES = { hits: 'hit', misses: 'miss' };
const SYMBOLS = { fallback: '◆ ', failed: '✕ ', unknown: '✕ ' };

/** The waterfall of a run. */
export function waterfall(run) {
  const total = Math.max(Number(run.time), 0.1);
  const deadline = Number(run.deadline);
  const near = deadline <= total * FAR;
  const scale = new Scale(near ? Math.max(total, deadline) * 1.04 : total * 1.12);
  const byName = new Map(run.sources.map((source) => [source.name, source]));
  const rows = run.sources.flatMap((source) => row(source, byName, scale, run, near));
  const table = el('table', { className: 'waterfall' },
    el('caption', { className: 'hidden' }, `When each source ran, in milliseconds. Sources with a star are on the critical path: the answer waited for them. The deadline was at ${time(deadline)}.`),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { className: 'hidden' }, 'Source')),
      el('th', { scope: 'col' }, el('span', { className: 'hidden' }, 'When it ran'), axis(scale, deadline, near)))),
    el('tbody', {}, ...rows));
  table.style.setProperty('--step', `${scale.percent(scale.step)}%`);
  return [table, legend(run)];
}

class Scale {
  constructor(length) {
    this.length = length;
    const rough = length / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    this.step = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
  }

  percent(millis) { return (Number(millis) / this.length) * 100; }

  ticks() {
    const ticks = [];
    for (let at = 0; at < this.length * 0.97; at += this.step) ticks.push(at);
    return ticks;
  }
}

function at(element, scale, start, end) {
  element.style.left = `${scale.percent(start)}%`;
  if (end !== undefined) element.style.width = `${Math.max(0, scale.percent(end) - scale.percent(start))}%`;
  return element;
}

function axis(scale, deadline, near) {
  const box = el('div', { className: 'axis', 'aria-hidden': 'true' });
  const limit = near ? deadline : Infinity;
  for (const tick of scale.ticks()) {
    const hidden = near ? Math.abs(scale.percent(tick) - scale.percent(limit)) < 18 : scale.percent(tick) > 74;
    if (!hidden) box.append(at(el('span', { className: tick === 0 ? 'tick first' : 'tick' }, tick === 0 ? '0' : time(tick)), scale, tick));
  }
  box.append(near ? at(el('span', { className: 'tick limit' }, `deadline ${time(deadline)}`), scale, deadline)
    : el('span', { className: 'tick limit far' }, `deadline ${time(deadline)} →`));
  return box;
}

function row(source, byName, scale, run, near) {
  const id = `source-${source.name}`;
  const detail = el('tr', { className: 'detail', id, hidden: true }, el('td', { colSpan: 2 }));
  const button = el('button', {
    type: 'button', className: 'source', 'aria-expanded': 'false', 'aria-controls': id,
    onclick: () => {
      detail.hidden = !detail.hidden;
      button.setAttribute('aria-expanded', String(!detail.hidden));
      if (!detail.hidden) detail.firstChild.replaceChildren(...details(source, run));
    },
  },
  source.critical ? el('span', { className: 'star' }, '★', el('span', { className: 'hidden' }, ' on the critical path: ')) : '',
  el('span', { className: 'name' }, source.name), ' ', el('span', { className: 'kind' }, source.kind));
  return [
    el('tr', { className: `run ${source.outcome}${source.critical ? ' critical' : ''}` },
      el('th', { scope: 'row' }, button),
      el('td', {}, track(source, scale, run, near), el('p', { className: 'words' }, ...words(source, byName)))),
    detail,
  ];
}

function track(source, scale, run, near) {
  const box = el('div', { className: 'track', 'aria-hidden': 'true' });
  const lanes = inLanes(source.requests);
  const height = Math.max(1, Math.min(lanes.length, LANES));
  box.style.setProperty('--lanes', height);
  if (near) box.append(at(el('i', { className: 'deadline' }), scale, run.deadline));
  if (source.start === undefined) return box;
  const start = Number(source.start);
  const end = Number(source.end);
  if (start > 0) box.append(at(el('i', { className: 'wait' }), scale, 0, start));
  const kept = source.requests.length === 0 && source.cache;
  box.append(at(el('i', { className: `span ${source.outcome}${kept ? ' kept' : ''}` }), scale, start, end));
  lanes.slice(0, height).forEach((requests, lane) => requests.forEach((request) => {
    const bar = at(el('i', { className: `request ${request.outcome} ${request.role}` }), scale, request.start, request.end);
    bar.style.setProperty('--lane', lane);
    box.append(bar);
    const text = source.requests.length <= LABELLED ? label(request, source) : '';
    if (text) box.append(labelOf(text, request, lane, scale));
  }));
  return box;
}

/** In the bar if there is room, else behind it, else before it. */
function labelOf(text, request, lane, scale) {
  const start = scale.percent(request.start);
  const end = scale.percent(request.end);
  const element = el('span', { className: 'label' }, text);
  element.style.setProperty('--lane', lane);
  if (end - start > ROOM) {
    element.style.left = `${start}%`;
    element.classList.add('within', request.outcome);
  } else if (end < 70) element.style.left = `${end}%`;
  else element.style.right = `${100 - start}%`;
  return element;
}

function label(request, source) {
  return [ROLES[request.role], request.outcome === 'failed' ? failure(request) : '', request.outcome === 'cancelled' ? isLate(request, source) ? 'too late' : 'cancelled' : '']
    .filter(Boolean).join(', ');
}

/** Whether the limit of its time ended it, and not the answer to another one. */
const isLate = (request, source) => source.error === 'timeout' && source.requests.every((other) => other.outcome !== 'value' || other.element !== request.element);

/** The status, if it is one, or the failure's code. */
function failure(request) {
  const status = /\b[45]\d\d\b/.exec(request.detail ?? '');
  return request.error === 'status' && status ? status[0] : request.error ?? 'failed';
}

/** Puts requests that overlap below each other. */
function inLanes(requests) {
  const lanes = [];
  for (const request of requests) {
    const free = lanes.find((lane) => Number(lane[lane.length - 1].end) <= Number(request.start) && lane.length < 40);
    if (free && !crowded(free, request)) free.push(request);
    else lanes.push([request]);
  }
  return lanes;
}

/** Whether the label of the request before would be hidden: a retry gets a lane of its own. */
const crowded = (lane, request) => request.role === 'retry' || lane[lane.length - 1].outcome === 'failed';

function words(source, byName) {
  const parts = [];
  const add = (text, className) => parts.push(el('span', { className }, text));
  add(`${SYMBOLS[source.outcome] ?? ''}${WORDS[source.outcome] ?? source.outcome}`, `how ${source.outcome}`);
  if (source.error) add(`after ${source.error}`);
  if (source.start !== undefined) {
    add(time(source.end - source.start));
    const last = source.after.map((name) => byName.get(name)).filter((other) => other?.end !== undefined)
      .sort((one, other) => other.end - one.end)[0];
    if (last) add(`waited ${time(source.start)} for ${last.name}`);
  }
  const roles = (role) => source.requests.filter((request) => request.role === role).length;
  if (source.requests.length !== 1 && source.start !== undefined && !source.cache) add(count(source.requests.length, 'request'));
  if (roles('retry')) add(roles('retry') === 1 ? '1 retry' : `${roles('retry')} retries`);
  if (roles('hedge')) add(count(roles('hedge'), 'hedge'));
  if (source.refused) add(`${source.refused} more refused by the retry budget`);
  for (const [use, times] of Object.entries(source.cache ?? {})) add(`cache: ${times} ${times === 1 ? USES[use] ?? use : use}`);
  if (source.rows !== undefined) add(count(source.rows, 'row'));
  if (source.bytes !== undefined) add(count(source.bytes, 'byte'));
  if (source.switched) add('fault switched on', 'switched');
  return parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part]));
}

function details(source, run) {
  const children = [];
  if (source.requests.length > 0) {
    children.push(el('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `Requests of ${source.name}` }, el('table', { className: 'requests' },
      el('thead', {}, el('tr', {}, ...['request', 'from', 'to', 'what came'].map((title) => el('th', { scope: 'col' }, title)))),
      el('tbody', {}, ...source.requests.map((request) => el('tr', {},
        el('td', {}, el('code', {}, request.request), ROLES[request.role] ? ` ${ROLES[request.role]}` : ''),
        el('td', {}, time(request.start)), el('td', {}, time(request.end)),
        el('td', {}, request.outcome === 'failed' ? request.detail ?? 'failed' : isLate(request, source) && request.outcome === 'cancelled' ? 'nothing in time' : WORDS[request.outcome] ?? request.outcome)))))));
  }
  if (source.error) children.push(explained(source.error));
  for (const warning of source.warnings ?? []) children.push(el('p', { className: 'fault' }, warning));
  children.push(source.name in run.values
    ? el('div', { className: 'json' }, el('span', { className: 'key' }, `$${source.name}`), ' ', tree(run.values[source.name]))
    : el('p', { className: 'hint' }, 'It has no value.'));
  return children;
}

function legend(run) {
  const has = (test) => run.sources.some((source) => source.requests.some(test));
  const entries = [
    ['wait', 'waiting', run.sources.some((source) => source.start > 0.5)],
    ['request value', 'request, answered', true],
    ['request failed', 'failed', has((request) => request.outcome === 'failed')],
    ['request cancelled', 'cancelled', has((request) => request.outcome === 'cancelled')],
    ['request hedge value', 'hedge', has((request) => request.role === 'hedge')],
    ['span kept', 'kept answer', run.sources.some((source) => source.cache && source.requests.length === 0)],
    ['span', 'between requests', has((request) => request.role === 'retry')],
  ];
  const symbols = [
    ['★', 'critical path', run.sources.some((source) => source.critical)],
  ];
  return el('p', { className: 'legend', 'aria-hidden': 'true' },
    ...entries.filter(([, , shown]) => shown).map(([className, text]) => el('span', {}, el('i', { className }), text)),
    ...symbols.filter(([, , shown]) => shown).map(([symbol, text]) => el('span', {}, el('b', { className: `symbol ${text.replace(' ', '-')}` }, symbol), text)));
}
