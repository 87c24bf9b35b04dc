// The path from left to right: five stops, what flows from each to the next, and what goes back to hold.

import {attribute, el, keep, rate, text} from './dom.js';

export function route(host) {
  const stops = el('ol', {class: 'stops'});
  const back = el('div', {class: 'back'}, el('span', {class: 'back-line', 'aria-hidden': 'true'}), el('p', {}));
  host.append(stops, back);
  return (now) => {
    keep(stops, now.stops.map((stop, place) => ({stop, link: now.links[place]})), ({stop}) => stop.name, make, show);
    const returning = now.back.map((flow) => `${flow.name} ${rate(flow.rate)}/s`).join(' · ');
    text(back.lastElementChild, `back to hold: ${returning}`);
    attribute(back, 'class', now.back.some((flow) => flow.rate > 0) ? 'back moving' : 'back');
  };
}

function make({stop, link}) {
  return el('li', {class: 'stop'},
    el('div', {class: 'stop-body'},
      el('h3', {}, stop.name, el('span', {})),
      el('p', {class: 'main'}, el('b', {}), el('span', {})),
      el('div', {class: 'groups'}),
      el('ul', {class: 'facts'})),
    link ? el('p', {class: 'link'}, el('span', {class: 'line', 'aria-hidden': 'true'}), el('span', {class: 'label'})) : null);
}

function show(element, {stop, link}) {
  const [name, main, groups, facts] = element.firstElementChild.children;
  attribute(element, 'data-condition', stop.state.condition);
  text(name.lastElementChild, stop.state.condition === 'up' ? '' : stop.state.condition);
  text(main.firstElementChild, stop.main.amount.value + (stop.main.amount.unit ? ` ${stop.main.amount.unit}` : ''));
  text(main.lastElementChild, stop.main.of);
  keep(groups, stop.groups.filter((group) => group.flows.length), (group) => group.title, makeGroup, showGroup);
  keep(facts, stop.facts, (fact) => fact.of, () => el('li', {}), (item, fact) => text(item, `${fact.amount.value} ${fact.of}`));
  if (link) showLink(element.querySelector('.link'), link);
}

function makeGroup(group) {
  return el('div', {class: 'group'}, group.title ? el('h4', {}, group.title) : el('span', {hidden: ''}), el('dl', {}));
}

function showGroup(element, group) {
  keep(element.lastElementChild, group.flows, (flow) => flow.name,
    (flow) => el('div', {}, el('dt', {}, flow.name), el('dd', {})),
    (row, flow) => {
      text(row.lastElementChild, rate(flow.rate));
      attribute(row, 'class', flow.rate > 0 ? '' : 'zero');
    });
}

/** The more flows, the thicker and the faster, both by the order of magnitude. */
function showLink(element, link) {
  const magnitude = Math.min(4, Math.log10(1 + link.rate));
  const line = element.firstElementChild;
  attribute(element, 'class', link.rate > 0 ? 'link moving' : 'link');
  line.style.setProperty('--thick', `${(2 + 1.5 * magnitude).toFixed(1)}px`);
  line.style.setProperty('--pace', `${(1.6 - 0.3 * magnitude).toFixed(2)}s`);
  text(element.lastElementChild, `${rate(link.rate)}/s`);
}
