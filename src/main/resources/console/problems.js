// The problems of compositions, each with the offending line.
import { count, el } from './dom.js';
import { explained } from './explained.js';

/** Shows problems in the page, errors at once and warnings when they are asked for; hides their section if there is none. */
export function showProblems(problems, section, title, list) {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  title.textContent = errors.length === 1 ? 'The compositions have a problem' : `The compositions have ${errors.length} problems`;
  title.hidden = errors.length === 0;
  section.classList.toggle('broken', errors.length > 0);
  section.hidden = problems.length === 0;
  const open = list.querySelector('details')?.open ?? false;
  list.replaceChildren(ol(errors), ...(warnings.length > 0 ? [el('details', { open }, el('summary', {}, count(warnings.length, 'warning')), ol(warnings))] : []));
}

const ol = (problems) => el('ol', { className: 'problems', hidden: problems.length === 0 }, ...problems.map(item));

function item(problem) {
  return el('li', { className: problem.severity },
    el('p', { className: 'place' }, el('code', {}, `${problem.file}:${problem.line}:${problem.column}`), problem.path ? ` ${problem.path}` : ''),
    el('p', { className: 'what' }, el('span', { className: 'severity' }, problem.severity), ' ', problem.fault, problem.remedy ? el('span', { className: 'remedy' }, `, ${problem.remedy}`) : ''),
    problem.lines.length > 0 ? excerpt(problem) : null,
    explained(problem.code));
}

function excerpt(problem) {
  return el('pre', { tabIndex: 0, 'aria-label': `Lines of ${problem.file}` }, ...problem.lines.map(({ number, text }) => {
    const own = number === problem.line;
    const before = [...text].slice(0, problem.column - 1).join('');
    return el('span', { className: own ? 'line own' : 'line' }, el('span', { className: 'number' }, String(number).padStart(4)), ' ',
      ...(own ? [before, el('mark', {}, text.slice(before.length) || ' ')] : [text]), '\n');
  }));
}
