// What sources are to do in a run: be late, have a status, or a fault.
import { el } from './dom.js';

const WORDS = {
  connection: 'no connection', timeout: 'never answers', malformed: 'answers what cannot be read', query: 'refuses the query',
  deadlock: 'deadlock', 'invalid-value': 'does not take a value', 'too-large': 'answers too much',
};

/** The switches of a composition's sources. */
export class Faults {
  constructor(sources, changed) {
    this.rows = sources.map((source) => new Row(source, changed));
  }

  elements() { return this.rows.map((row) => row.element); }

  count() { return this.rows.filter((row) => row.select.value !== '').length; }

  /** What is switched on, by source. */
  read() {
    return Object.fromEntries(this.rows.map((row) => [row.name, row.read()]).filter(([, fault]) => fault !== undefined));
  }

  written() { return Object.fromEntries(this.rows.map((row) => [row.name, [row.select.value, row.number.value]])); }

  write(written) {
    for (const row of this.rows) {
      const [choice, number] = written[row.name] ?? ['', ''];
      if ([...row.select.options].some((option) => option.value === choice)) row.choose(choice, number);
    }
  }
}

class Row {
  constructor(source, changed) {
    this.name = source.name;
    this.select = el('select', { id: `fault-${source.name}`, onchange: () => { this.choose(this.select.value, ''); changed(); } },
      el('option', { value: '' }, 'as it is'),
      el('option', { value: 'delay' }, 'slow'),
      ...(source.status ? [el('option', { value: 'status' }, 'status')] : []),
      ...source.faults.map((fault) => el('option', { value: `fault:${fault}` }, WORDS[fault] ?? fault)));
    this.number = el('input', { inputMode: 'numeric', hidden: true, autocomplete: 'off', onchange: changed });
    this.unit = el('span', { className: 'unit', hidden: true }, 'ms');
    this.element = el('div', { className: 'switch' }, el('label', { htmlFor: this.select.id }, source.name), this.select, this.number, this.unit);
  }

  choose(choice, number) {
    this.select.value = choice;
    const needsNumber = choice === 'delay' || choice === 'status';
    this.number.hidden = !needsNumber;
    this.unit.hidden = choice !== 'delay';
    this.number.setAttribute('aria-label', choice === 'delay' ? `Delay of ${this.name} in milliseconds` : `Status of ${this.name}`);
    this.number.value = number || (choice === 'delay' ? '1000' : choice === 'status' ? '503' : '');
    this.element.classList.toggle('on', choice !== '');
  }

  read() {
    const choice = this.select.value;
    if (choice === '') return undefined;
    if (choice.startsWith('fault:')) return { fault: choice.slice('fault:'.length) };
    return { [choice]: Number(this.number.value) };
  }
}
