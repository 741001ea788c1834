// What a code means, from the page of problems in the documentation.
import { explanation } from './api.js';
import { el } from './dom.js';

/** Something to open that explains a code. */
export function explained(code) {
  const box = el('details', { className: 'explained' }, el('summary', {}, 'What ', el('code', {}, code), ' means'));
  box.addEventListener('toggle', async () => {
    const { text } = await explanation(code).catch((error) => ({ text: error.message }));
    box.append(...blocks(text));
  }, { once: true });
  return box;
}

/** The blocks of a text in Markdown, as far as the page has them: paragraphs and code. */
function blocks(markdown) {
  return markdown.split(/^```/m).flatMap((part, index) => (index % 2 === 1
    ? [el('pre', { tabIndex: 0 }, part.replace(/^\w*\n/, ''))]
    : part.split(/\n\n+/).filter((paragraph) => paragraph.trim() !== '').map((paragraph) => el('p', {}, ...inline(paragraph)))));
}

/** Code within a line; of a link its text. */
const inline = (text) => text.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1').split('`').map((part, index) => (index % 2 === 1 ? el('code', {}, part) : part));
