// Little helpers: all text goes in as text, and what is there already stays, with its focus and its selection.

/** An element: el('p', {class: 'note'}, 'text', child). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets the text where it is another. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

/** Sets the attribute where it is another. */
export function attribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Makes the children of an element those of a list: each known by its key, made once, moved only where the order has
 * changed, and shown anew each time. What has the key of another is told from it by its place among them.
 */
export function keep(parent, items, key, make, show) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const met = new Map();
  items.forEach((item, place) => {
    const times = met.get(key(item)) ?? 0;
    met.set(key(item), times + 1);
    const name = times === 0 ? String(key(item)) : `${key(item)} ${times}`;
    let child = known.get(name);
    if (child) known.delete(name);
    else {
      child = make(item);
      child.dataset.key = name;
    }
    show(child, item);
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
  known.forEach((gone) => gone.remove());
}

/** A command to type, with a button that copies it. */
export function command(line) {
  const button = el('button', {class: 'copy', type: 'button', 'aria-label': `Copy ${line}`}, 'copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(line);
      button.textContent = 'copied';
    } catch {
      button.textContent = 'not copied';
    }
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
  return el('span', {class: 'command'}, el('code', {}, line), button);
}

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const tenths = new Intl.NumberFormat('en', {minimumFractionDigits: 1, maximumFractionDigits: 1});
const clock = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const day = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'});

export function count(value) {
  return whole.format(value);
}

/** Few a second are told with a tenth. */
export function rate(perSecond) {
  return perSecond < 9.95 ? tenths.format(perSecond) : whole.format(perSecond);
}

export function seconds(value) {
  if (value === 0) return '0';
  if (value < 1) return `${value < 0.01 ? tenths.format(value * 1000) : whole.format(value * 1000)} ms`;
  return value < 60 ? `${tenths.format(value)} s` : `${whole.format(value / 60)} min`;
}

export function time(millis) {
  const at = new Date(millis);
  const today = new Date().toDateString() === at.toDateString();
  return today ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}
