// A form for the input's JSON Schema. What is no text, number or choice is written as JSON.
import { el } from './dom.js';
import { ExactNumber, parse, write } from './exact.js';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const KINDS = { string: 'text', integer: 'number', number: 'number', boolean: 'choice' };

/** The fields of an input. */
export class Form {
  constructor(schema, withRequest, values) {
    this.fields = Object.entries(schema.properties ?? {}).map(([name, property]) =>
      new Field(name, property === true ? {} : property, (schema.required ?? []).includes(name), values[name]));
    if (this.fields.length === 0 && schema.type !== undefined) this.whole = new Field('input', { type: 'object' }, false, values.input);
    this.request = withRequest
      ? ['headers', 'claims'].map((name) => new Field(`$request.${name}`, { type: 'object', description: `Members of $request.${name}.` }, false, values[`$request.${name}`]))
      : [];
  }

  elements() {
    const all = this.all();
    return all.length > 0 ? all.map((field) => field.element) : [el('p', { className: 'hint' }, 'It takes no input.')];
  }

  all() { return [...this.fields, ...(this.whole ? [this.whole] : []), ...this.request]; }

  /** What was written, by name: to write it again later. */
  written() { return Object.fromEntries(this.all().map((field) => [field.name, field.control.value])); }

  /** The input and the members of the request; undefined if a field has no value of its kind, which then says so. */
  read() {
    const all = this.all();
    all.forEach((field) => field.tell(''));
    const values = all.map((field) => field.read());
    const wrong = all.find((field) => field.fault);
    if (wrong) { wrong.control.focus(); return undefined; }
    const entries = all.map((field, index) => [field, values[index]]).filter(([, value]) => value !== undefined);
    const request = entries.filter(([field]) => this.request.includes(field)).map(([field, value]) => [field.name.slice('$request.'.length), value]);
    const input = Object.fromEntries(entries.filter(([field]) => this.fields.includes(field)).map(([field, value]) => [field.name, value]));
    const whole = this.whole ? entries.find(([field]) => field === this.whole)?.[1] : undefined;
    return { input: whole ?? input, request: Object.fromEntries(request) };
  }

  /** Shows the violations of the schema at their fields. */
  tell(violations) {
    for (const { pointer, detail } of violations) {
      const name = decoded(pointer.split('/')[1] ?? '');
      this.all().find((field) => field.name === name || field === this.whole)?.tell(detail);
    }
  }
}

const decoded = (step) => step.replaceAll('~1', '/').replaceAll('~0', '~');

class Field {
  constructor(name, schema, required, value) {
    this.name = name;
    this.schema = schema;
    this.required = required;
    this.kind = kind(schema);
    this.choices = schema.enum ?? (this.kind === 'choice' ? [true, false] : undefined);
    const id = `field-${name}`;
    this.message = el('p', { className: 'fault', id: `${id}-fault`, hidden: true });
    const hint = hints(schema, required, this.kind);
    this.control = this.made(id, value ?? first(schema, required));
    this.control.setAttribute('aria-describedby', `${id}-hint ${id}-fault`);
    if (required) this.control.setAttribute('aria-required', 'true');
    this.element = el('div', { className: this.kind === 'json' ? 'field long' : 'field' },
      el('label', { htmlFor: id }, name, required ? el('span', { className: 'required', 'aria-hidden': 'true' }, ' *') : ''),
      this.control, el('p', { className: 'hint', id: `${id}-hint` }, hint), this.message);
  }

  made(id, value) {
    const { schema } = this;
    if (this.choices) {
      const select = el('select', { id }, ...(this.required ? [] : [el('option', { value: '' }, schema.default === undefined ? '' : `default: ${plain(schema.default)}`)]),
        ...this.choices.map((choice) => el('option', { value: write(choice) }, typeof choice === 'string' ? choice : write(choice))));
      if (value !== '') select.value = value;
      if (select.selectedIndex < 0) select.selectedIndex = 0;
      return select;
    }
    if (this.kind === 'json') return el('textarea', { id, rows: 3, spellcheck: false, value, placeholder: this.schema.type === 'array' ? '[ ]' : '{ }' });
    const input = el('input', { id, value, autocomplete: 'off', spellcheck: false });
    if (this.kind === 'number') input.inputMode = this.schema.type === 'integer' ? 'numeric' : 'decimal';
    if (this.schema.default !== undefined) input.placeholder = String(plain(this.schema.default));
    return input;
  }

  read() {
    const text = this.control.value;
    if (this.choices) return text === '' ? undefined : parse(text);
    if (this.kind === 'text') return text === '' && !this.required ? undefined : text;
    if (text.trim() === '') return undefined;
    if (this.kind === 'number') {
      if (NUMBER.test(text.trim())) return new ExactNumber(text.trim());
      this.tell('not a number');
      return undefined;
    }
    try {
      return parse(text);
    } catch (error) {
      this.tell(`not JSON: ${error.message}`);
      return undefined;
    }
  }

  tell(fault) {
    this.fault = fault;
    this.message.textContent = fault;
    this.message.hidden = fault === '';
    if (fault === '') this.control.removeAttribute('aria-invalid');
    else this.control.setAttribute('aria-invalid', 'true');
  }
}

function kind(schema) {
  const types = [schema.type].flat().filter((type) => type !== 'null' && type !== undefined);
  return types.length === 1 ? KINDS[types[0]] ?? 'json' : schema.enum ? 'text' : 'json';
}

/** What stands in a field at first: an example, or what is needed and known. */
function first(schema, required) {
  const example = schema.examples?.[0] ?? (required ? schema.minimum : undefined);
  if (example === undefined) return '';
  return schema.enum || typeof example === 'object' && !(example instanceof ExactNumber) ? write(example) : String(plain(example));
}

const plain = (value) => (value instanceof ExactNumber ? value.text : typeof value === 'object' ? write(value) : value);

function hints(schema, required, kind) {
  const words = [];
  if (schema.description) words.push(schema.description);
  if (kind === 'json') words.push(`JSON${schema.type ? `, ${[schema.type].flat().join(' or ')}` : ''}`);
  else if (!schema.enum) words.push([schema.type].flat().join(' or '));
  if (schema.minimum !== undefined) words.push(`from ${plain(schema.minimum)}`);
  if (schema.maximum !== undefined) words.push(`up to ${plain(schema.maximum)}`);
  if (schema.pattern) words.push(`like ${schema.pattern}`);
  if (schema.format) words.push(schema.format);
  if (schema.default !== undefined && !schema.enum && kind !== 'choice') words.push(`default ${plain(schema.default)}`);
  if (required) words.push('required');
  return words.join(', ');
}
