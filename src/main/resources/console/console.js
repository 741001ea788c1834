// The console: lists the compositions, runs one, and shows what came of it.
import { evaluate, forget, Refused, run as runIt, save, state as readState, watch } from './api.js';
import { byId, count, el, time } from './dom.js';
import { explained } from './explained.js';
import { Faults } from './faults.js';
import { Form } from './form.js';
import { tree } from './json.js';
import { graph, worst } from './plan.js';
import { showProblems } from './problems.js';
import { waterfall } from './waterfall.js';

const TYPING_MILLIS = 250;

let compositions = [];
let chosen;
let form;
let faults;
let shown;
let running;
let version;
let typing;
let evaluation = 0;

// What was written stays with the tab.
const remembered = JSON.parse(sessionStorage.getItem('gather-console') ?? '{}');

function remember() {
  if (!chosen) return;
  remembered[chosen.name] = { input: form.written(), faults: faults.written() };
  sessionStorage.setItem('gather-console', JSON.stringify(remembered));
}

// The compositions

async function refresh() {
  const state = await readState();
  version = String(state.version);
  showProblems(state.problems, byId('problems'), byId('problems-title'), byId('problem-list'));
  document.body.classList.toggle('unusable', !state.usable);
  byId('run').disabled = !state.usable;
  if (!state.usable) {
    if (!chosen) byId('title').textContent = 'No composition can be used yet';
    return;
  }
  compositions = state.compositions;
  list();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const next = compositions.find(({ name }) => name === (chosen?.name ?? wanted)) ?? compositions.find(({ name }) => name === wanted) ?? compositions[0];
  const same = next?.name === chosen?.name;
  choose(next);
  if (same && shown && isRunAgain()) await run();
}

/** Only what changes nothing runs without being asked for. */
const isRunAgain = () => byId('again').checked && chosen?.safe && shown?.composition === chosen.name;

function list() {
  const filter = byId('filter').value.toLowerCase();
  const found = compositions.filter(({ name, route, description }) => `${name} ${route ?? ''} ${description ?? ''}`.toLowerCase().includes(filter));
  byId('compositions').replaceChildren(...found.map((composition) => el('li', {}, el('a', {
    href: `#${encodeURIComponent(composition.name)}`, 'aria-current': composition.name === chosen?.name ? 'page' : undefined,
  }, el('span', { className: 'name' }, composition.name), composition.route ? el('span', { className: 'route' }, composition.route) : null))));
  byId('compositions').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  if (found.length === 0) byId('compositions').append(el('li', { className: 'hint' }, compositions.length === 0 ? 'There is none yet.' : 'None has this in its name.'));
}

function choose(composition) {
  if (chosen && form) remember();
  const another = chosen?.name !== composition?.name;
  chosen = composition;
  if (another) { shown = undefined; byId('result').hidden = true; }
  byId('title').textContent = composition?.name ?? 'No composition';
  document.title = composition ? `${composition.name} · Gather console` : 'Gather console';
  byId('about').textContent = composition?.description ?? '';
  byId('form').hidden = !composition;
  byId('plan').hidden = !composition || composition.plan.parts.length === 0;
  if (!composition) return;
  byId('where').replaceChildren(el('code', {}, composition.route ?? `POST /compositions/${composition.name}`), ' ', el('span', { className: 'file' }, composition.file));
  const before = remembered[composition.name] ?? { input: {}, faults: {} };
  form = new Form(composition.input, composition.request, before.input);
  byId('fields').replaceChildren(...form.elements());
  faults = new Faults(composition.sources, switched);
  faults.write(before.faults);
  byId('fault-list').replaceChildren(...faults.elements());
  byId('faults').hidden = composition.sources.length === 0;
  countFaults();
  if (!byId('plan').hidden) {
    byId('worst').textContent = worst(composition.plan);
    byId('graph').replaceChildren(graph(composition.plan));
  }
  list();
}

function countFaults() {
  const on = faults.count();
  byId('fault-count').hidden = on === 0;
  byId('fault-count').textContent = `${on} on`;
}

function switched() {
  countFaults();
  if (isRunAgain()) run();
}

// Runs

async function run() {
  const read = form.read();
  if (!read) return;
  remember();
  running?.abort();
  const mine = new AbortController();
  running = mine;
  byId('run').textContent = 'Running…';
  document.body.classList.add('running');
  try {
    show(await runIt({ composition: chosen.name, ...read, faults: faults.read() }, mine.signal));
  } catch (error) {
    if (error.name !== 'AbortError') outcome('bad', error.message);
  } finally {
    if (running === mine) {
      byId('run').textContent = 'Run';
      document.body.classList.remove('running');
    }
  }
}

function outcome(className, text) {
  byId('result').hidden = false;
  byId('outcome').replaceChildren(el('span', { className: `status ${className}` }, text));
}

function show(run) {
  shown = run;
  const degraded = run.sources.filter((source) => source.outcome === 'fallback').length;
  const quality = run.status >= 400 ? 'bad' : degraded ? 'degraded' : 'good';
  outcome(quality, `${run.status}${run.status >= 400 ? `, ${run.problem?.title ?? 'refused'}` : degraded ? `, degraded: ${count(degraded, 'fallback')}` : ''}`);
  byId('outcome').append(` after ${time(run.time)}`);
  const answer = run.problem ?? run.answer;
  byId('answer').replaceChildren(...(run.problem && run.detail ? [el('p', { className: 'fault' }, run.detail)] : []), ...headers(run), tree(answer), ...(run.problem ? [explained(run.problem.type.split(':').pop())] : []));
  byId('waterfall').replaceChildren(...(run.sources.length > 0 ? waterfall(run) : [el('p', { className: 'hint' }, 'No source was asked.')]));
  form.tell(run.problem?.errors ?? []);
  variables(run);
  byId('saved').textContent = '';
  pad();
}

function headers(run) {
  const entries = Object.entries(run.headers ?? {});
  return entries.length === 0 ? [] : [el('dl', { className: 'headers' }, ...entries.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]))];
}

// The expression pad

function variables(run) {
  byId('variables').replaceChildren(...Object.keys(run.values).map((name) => el('button', { type: 'button', onclick: () => insert(`$${name}`) }, `$${name}`)));
}

function insert(text) {
  const area = byId('expression');
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.focus();
  pad();
}

async function pad() {
  const expression = byId('expression').value;
  const mine = ++evaluation;
  if (!shown || expression.trim() === '') { byId('value').replaceChildren(); return; }
  const result = await evaluate(shown.id, expression).catch((error) => ({ fault: error.message }));
  if (mine !== evaluation) return;
  const area = byId('expression');
  if ('fault' in result) {
    area.setAttribute('aria-invalid', 'true');
    byId('value').replaceChildren(el('p', { className: 'fault' }, result.fault, result.offset === undefined ? '' : ` (at character ${Number(result.offset) + 1})`));
  } else {
    area.removeAttribute('aria-invalid');
    byId('value').replaceChildren(tree(result.value));
  }
}

// Listeners

byId('filter').addEventListener('input', list);
byId('form').addEventListener('submit', (event) => { event.preventDefault(); run(); });
byId('form').addEventListener('keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } });
byId('forget').addEventListener('click', async () => {
  const said = await forget().then(() => 'Forgotten', (error) => error.message);
  byId('forget').textContent = said;
  setTimeout(() => { byId('forget').textContent = 'Forget kept answers'; }, 1500);
});
byId('expression').addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(pad, TYPING_MILLIS); });
byId('expression').addEventListener('keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); pad(); } });
byId('save').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (!shown) return;
  byId('saved').className = '';
  byId('saved').textContent = 'saving';
  try {
    const saved = await save(shown.id, byId('case').value);
    byId('saved').replaceChildren('Saved as ', el('b', {}, saved.case), ' in ', el('code', {}, saved.file), ...saved.differences.map((difference) => el('span', { className: 'difference' }, ` In a test: ${difference}`)));
    byId('case').value = '';
  } catch (error) {
    byId('saved').className = 'fault';
    byId('saved').textContent = error.message;
  }
});
addEventListener('hashchange', () => {
  const next = compositions.find(({ name }) => name === decodeURIComponent(location.hash.slice(1)));
  if (next && next.name !== chosen?.name) { choose(next); byId('call').focus(); }
});

watch((latest) => { if (latest !== version) refresh().catch(offline); }, live);

function live(connected) {
  byId('live').textContent = connected ? 'following the files' : 'not connected';
  byId('live').classList.toggle('on', connected);
}

function offline(error) {
  live(false);
  if (!(error instanceof Refused)) console.error(error);
}
