// Asks for the overview every two seconds while somebody looks, and shows it.

import {attribute, command, text, time} from './dom.js';
import {accounts, failures, figures, matters, services} from './lists.js';
import {plots} from './plots.js';
import {route} from './route.js';

const EVERY = 2000;
const ANSWERS_WITHIN = 5000;
const LATE = 10_000;

const at = (id) => document.getElementById(id);
const drawn = plots(at('plots'));
const showRoute = route(at('route'));
at('begin').append(command('./tidings demo --rate 5 --for 30s'));
let last = 0;
let next = 0;
let looking = false;

/** One look at a time: two of the same moment would bring the same points. */
async function look() {
  if (looking) return;
  looking = true;
  clearTimeout(next);
  try {
    const answer = await fetch(`api/overview?since=${drawn.since()}`, {signal: AbortSignal.timeout(ANSWERS_WITHIN)});
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    show(await answer.json());
  } catch {
    lost();
  } finally {
    looking = false;
  }
  if (!document.hidden) next = setTimeout(look, EVERY);
}

function show(overview) {
  last = overview.at;
  services(at('services'), overview.services);
  matters(at('matters-section'), at('matters'), at('status'), overview.matters);
  figures(at('figures'), overview.figures);
  showRoute(overview.route);
  drawn.show(overview);
  accounts(at('accounts'), at('no-accounts'), overview.accounts);
  failures(at('failures'), at('no-failures'), at('more'), overview.failures);
  at('empty').hidden = overview.traffic;
  at('lost').hidden = true;
  const stale = Date.now() - overview.at > LATE;
  text(at('live'), `${stale ? 'Last looked' : 'Live'} · ${time(overview.at)}`);
  attribute(at('live'), 'data-stale', String(stale));
  const worst = overview.matters[0]?.level;
  document.title = worst ? `${worst === 'bad' ? '✕' : '!'} Tidings · operations` : 'Tidings · operations';
}

function lost() {
  at('lost').hidden = false;
  text(at('lost'), `No answer from ./tidings up.${last ? ` What follows is of ${time(last)}.` : ''} ./tidings status tells what runs.`);
  text(at('live'), 'Not connected');
  attribute(at('live'), 'data-stale', 'true');
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) look();
});
look();
