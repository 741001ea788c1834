// The page of problems in place of an answer: it follows the files, and shows the answer once they are mended.
import { state, watch } from './api.js';
import { byId } from './dom.js';
import { showProblems } from './problems.js';

async function show() {
  const now = await state();
  if (now.usable) {
    location.reload();
    return;
  }
  showProblems(now.problems, byId('problems'), byId('problems-title'), byId('problem-list'));
}

let shown;

watch((version) => {
  if (version === shown) return;
  shown = version;
  show().catch((error) => { byId('live').textContent = error.message; });
}, (connected) => {
  byId('live').textContent = connected ? 'following the files' : 'not connected';
  byId('live').classList.toggle('on', connected);
});
