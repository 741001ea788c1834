// The problems of compositions, each with the offending line.
import { count, el } from './dom.js';

/** Shows problems in the page, and hides their section if there is none. */
export function showProblems(problems, section, title, list) {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  title.textContent = [errors ? count(errors, 'problem') : '', warnings ? count(warnings, 'warning') : ''].filter(Boolean).join(' and ');
  section.classList.toggle('broken', errors > 0);
  list.replaceChildren(...problems.map(item));
  section.hidden = problems.length === 0;
}

function item(problem) {
  return el('li', { className: problem.severity },
    el('p', { className: 'place' }, el('code', {}, `${problem.file}:${problem.line}:${problem.column}`), problem.path ? ` ${problem.path}` : ''),
    el('p', { className: 'what' }, el('span', { className: 'severity' }, problem.severity), ' ', problem.fault, problem.remedy ? el('span', { className: 'remedy' }, `, ${problem.remedy}`) : ''),
    problem.lines.length > 0 ? excerpt(problem) : null);
}

function excerpt(problem) {
  return el('pre', { tabIndex: 0, 'aria-label': `Lines of ${problem.file}` }, ...problem.lines.map(({ number, text }) => {
    const own = number === problem.line;
    const before = [...text].slice(0, problem.column - 1).join('');
    return el('span', { className: own ? 'line own' : 'line' }, el('span', { className: 'number' }, String(number).padStart(4)), ' ',
      ...(own ? [before, el('mark', {}, text.slice(before.length) || ' ')] : [text]), '\n');
  }));
}
