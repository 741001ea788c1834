// JSON whose numbers keep every digit, as they do in Gather.

/** A number that JavaScript would write otherwise, as it was written. */
export class ExactNumber {
  constructor(text) { this.text = text; }

  /** As JavaScript counts, for what is drawn. */
  valueOf() { return Number(this.text); }

  toString() { return this.text; }
}

/** Parses JSON. Where the browser does not say how a number was written, it is rounded. */
export function parse(text) {
  return JSON.parse(text, (key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && !isExact(value, context.source)
      ? new ExactNumber(context.source) : value);
}

const isExact = (value, source) => String(value) === source;

/** Writes JSON. */
export function write(value, indent = '') {
  if (value instanceof ExactNumber) return value.text;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[\n${value.map((item) => deeper + write(item, deeper)).join(',\n')}\n${indent}]`;
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return members.length === 0 ? '{}'
      : `{\n${members.map(([key, member]) => `${deeper}${JSON.stringify(key)}: ${write(member, deeper)}`).join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}
