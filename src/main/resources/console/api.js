// What the page asks of the console.
import { parse, write } from './exact.js';

const ROOT = '/q/console/';
const AGAIN_MILLIS = 1000;
const LOOK_MILLIS = 2000;

/** Something that was refused; the message says why. */
export class Refused extends Error {}

async function asked(path, options) {
  const response = await fetch(ROOT + path, options);
  const document = parse(await response.text());
  if (!response.ok) throw new Refused(document.fault ?? `status ${response.status}`);
  return document;
}

const post = (path, body, signal) => asked(path, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: write(body), signal,
});

export const state = () => asked('state');
export const explanation = (code) => asked(`explanations/${encodeURIComponent(code)}`);
export const run = (order, signal) => post('run', order, signal);
export const evaluate = (run, expression) => post('evaluate', { run, expression });
export const save = (run, name) => post('save', { run, name });
export const forget = () => post('forget', {});

/** Calls back with the version of the state, at once and whenever the files have changed; and whether it is connected. */
export function watch(changed, connected) {
  listen(changed, connected);
  // Quarkus looks for changed classes and resources when a request comes.
  setInterval(() => {
    if (document.visibilityState === 'visible') asked('version').then(({ version }) => { connected(true); changed(String(version)); }, () => connected(false));
  }, LOOK_MILLIS);
}

function listen(changed, connected) {
  const events = new EventSource(`${ROOT}events`);
  events.addEventListener('state', (event) => { connected(true); changed(event.data); });
  events.addEventListener('error', () => {
    connected(false);
    // While the application restarts it may answer with an error, after which a browser does not ask again by itself.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(changed, connected), AGAIN_MILLIS);
  });
}
