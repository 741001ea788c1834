// Makes elements. Whatever comes from a composition or a source becomes text, never markup.

/** An element with properties and children; `class`, `aria-…` and `data-…` are attributes, `on…` are listeners. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes('-')) element[key] = value;
    else element.setAttribute(key === 'className' ? 'class' : key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Milliseconds as people write them. */
export function time(given) {
  const millis = Number(given);
  if (millis >= 10000) return `${trimmed(millis / 1000, 1)} s`;
  if (millis >= 1000) return `${trimmed(millis / 1000, 2)} s`;
  return millis >= 100 ? `${Math.round(millis)} ms` : `${trimmed(millis, 1)} ms`;
}

const trimmed = (number, digits) => String(Number(number.toFixed(digits)));

/** `1 row`, `2 rows`. */
export const count = (number, word) => `${number} ${number === 1 ? word : `${word}s`}`;
