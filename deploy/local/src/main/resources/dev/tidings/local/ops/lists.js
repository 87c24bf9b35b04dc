// Services, key figures, what is worth a look, accounts and failures.

import {attribute, command, count, el, keep, text, time} from './dom.js';

const FIRST = matchMedia('(max-width: 640px)').matches ? 5 : 10;
const DOUBTFUL = ['rejected', 'unknown', 'undelivered'];
const WORDS = {good: 'good', attention: 'watch', bad: 'bad', unknown: 'no news'};

export function services(list, states) {
  keep(list, states, (state) => state.name,
    (state) => el('li', {}, el('i', {'aria-hidden': 'true'}), el('b', {}, state.name), el('span', {})),
    (item, state) => {
      attribute(item, 'data-condition', state.condition);
      attribute(item, 'title', state.sentence);
      text(item.lastElementChild, state.condition);
    });
}

let spoken = '';

export function matters(section, list, status, all) {
  section.hidden = all.length === 0;
  const key = (matter) => `${matter.about}/${matter.level}`;
  keep(list, all, key,
    (matter) => el('li', {}, el('span', {class: 'chip', 'data-level': matter.level}, WORDS[matter.level]), el('p', {}),
      matter.command ? command(matter.command) : null),
    (item, matter) => text(item.children[1], matter.what));
  // Numbers change every two seconds: who listens is told only of what is new.
  const now = all.map(key).join();
  if (now !== spoken) {
    spoken = now;
    text(status, all.length === 0 ? 'Nothing is worth a look any more.' : `Worth a look: ${all.map((matter) => matter.what).join(' ')}`);
  }
}

export function figures(list, all) {
  keep(list, all, (figure) => figure.id,
    (figure) => el('li', {class: 'card figure', id: `figure-${figure.id}`},
      el('h3', {}, figure.title, el('small', {}, figure.over)),
      el('div', {class: 'amounts'}),
      el('p', {class: 'verdict'}, el('b', {}), el('span', {}))),
    (card, figure) => {
      const [, amounts, verdict] = card.children;
      attribute(card, 'data-level', figure.verdict.level);
      keep(amounts, figure.figures, (one) => one.of || 'it',
        () => el('p', {}, el('b', {}), el('i', {}), el('span', {})),
        (line, one) => {
          const [value, unit, of] = line.children;
          text(value, one.amount.value);
          text(unit, one.amount.unit);
          text(of, one.of);
        });
      text(verdict.firstElementChild, WORDS[figure.verdict.level]);
      text(verdict.lastElementChild, figure.verdict.sentence);
    });
}

export function accounts(body, none, all) {
  empty(body, none, all);
  keep(body, all, (row) => row.account,
    (row) => el('tr', {},
      el('th', {scope: 'row'}, row.account),
      el('td', {'data-label': 'Breaker'}, el('span', {class: 'chip'})),
      ...['In flight', 'Limit, /s', 'Sent', 'Failed', 'Put off'].map((label) => el('td', {class: 'number', 'data-label': label}))),
    (line, row) => {
      const [, breaker, ...numbers] = line.children;
      attribute(breaker.firstElementChild, 'data-level', row.level);
      text(breaker.firstElementChild, row.breaker);
      [row.inFlight, row.limit, row.sent, row.failed, row.postponed].forEach((value, place) => {
        text(numbers[place], value === null ? '–' : count(value));
        attribute(numbers[place], 'class', value ? 'number' : 'number zero');
      });
    });
}

/** Instead of a table without rows a sentence. */
function empty(body, sentence, rows) {
  sentence.hidden = rows.length > 0;
  body.parentElement.hidden = rows.length === 0;
}

let all = [];
let open = false;

export function failures(body, none, more, now) {
  all = now;
  more.onclick = () => {
    open = !open;
    failures(body, none, more, all);
  };
  empty(body, none, all);
  more.hidden = all.length <= FIRST;
  text(more, open ? 'Show fewer' : `Show all ${all.length}`);
  attribute(more, 'aria-expanded', String(open));
  keep(body, open ? all : all.slice(0, FIRST), (failure) => `${failure.at}/${failure.requestId}/${failure.step}/${failure.status}`, failureRow, () => {});
}

function failureRow(failure) {
  return el('tr', {},
    el('td', {class: 'when'}, el('time', {datetime: new Date(failure.at).toISOString()}, time(failure.at))),
    el('td', {}, el('span', {class: 'chip', 'data-level': DOUBTFUL.includes(failure.status) ? 'attention' : 'bad'}, failure.status),
      el('span', {class: 'account'}, failure.account === '/' ? '' : failure.account)),
    el('td', {class: 'request'}, failure.command ? command(failure.command) : failure.requestId),
    el('td', {class: 'why'}, failure.reason ? el('b', {}, failure.reason) : null, el('span', {}, failure.advice)));
}
