// Plots of the last 15 minutes. The points that are known stay here; only later ones are asked for.

import {attribute, count, el, rate, seconds, text} from './dom.js';

const MINUTES = 15;
const LEAST_MINUTES = 3;
const HEIGHT = 184;
const FONT = '11px system-ui, sans-serif';
const SPANS_OF_TIME = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
const short = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});
const PLOTS = [
  {title: 'Throughput by stage', unit: 'per second', value: rate, least: 4, lines: [
    ['requests', 'requests', 1], ['released', 'released', 2], ['attempts', 'attempts', 3], ['sent', 'sent', 4], ['fallbacks', 'fallbacks', 5]]},
  {title: 'Schedule lateness', unit: 'release after due, over 30 s', value: seconds, least: 0.05, lines: [
    ['lateness_half', 'half within', 1], ['lateness_most', '99 % within', 5]]},
  {title: 'Attempts by outcome', unit: 'per second', value: rate, least: 4, lines: [
    ['accepted', 'accepted', 4], ['rejected', 'rejected', 6], ['throttled', 'throttled', 5], ['unreachable', 'unreachable', 3], ['uncertain', 'uncertain', 2]]},
];

/** A colour of the style sheet as it is now, light or dark: a canvas does not know variables. */
const probe = document.body.appendChild(el('span', {hidden: ''}));
function colour(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

function axis(more) {
  return {
    stroke: () => colour('muted'),
    grid: {stroke: () => colour('grid'), width: 1},
    ticks: {show: false},
    font: FONT,
    ...more,
  };
}

function figure(host, title, unit) {
  const canvas = el('div', {class: 'canvas', role: 'img'});
  const box = el('figure', {class: 'card plot'}, el('figcaption', {}, el('h3', {}, title), el('span', {}, unit)), canvas);
  host.append(box);
  return {box, canvas};
}

function sized(plot, canvas, height) {
  new ResizeObserver(() => {
    if (canvas.clientWidth > 0) plot.setSize({width: canvas.clientWidth, height});
  }).observe(canvas);
  return plot;
}

function overTime(host, {title, unit, value, least, lines}) {
  const {box, canvas} = figure(host, title, unit);
  const legend = el('ul', {class: 'legend'}, ...lines.map(([, name, tone]) =>
    el('li', {}, el('i', {class: `tone-${tone}`}), el('span', {}, name), el('b', {}))));
  box.append(legend);
  const values = (plot) => {
    const last = plot.data[0].length - 1;
    const at = plot.cursor.idx ?? last;
    return lines.map((_, line) => plot.data[line + 1][at] ?? null);
  };
  const told = (plot) => values(plot).forEach((now, line) =>
    text(legend.children[line].lastElementChild, now === null ? '–' : value(now)));
  const plot = sized(new window.uPlot({
    width: canvas.clientWidth || 320,
    height: HEIGHT,
    legend: {show: false},
    padding: [8, 8, 0, 0],
    cursor: {sync: {key: 'tidings'}, drag: {x: false, y: false}, points: {size: 6}, y: false},
    scales: {
      x: {time: true, range: (_, first, last) => [Math.min(first, last - LEAST_MINUTES * 60), last]},
      y: {range: (_, __, most) => [0, Math.max(least, (most ?? 0) * 1.1)]},
    },
    series: [{}, ...lines.map(([, , tone]) => ({stroke: () => colour(`tone-${tone}`), width: 1.75, points: {show: false}, spanGaps: false}))],
    axes: [
      axis({size: 28, space: 72, values: (_, splits) => splits.map((at) => new Date(at * 1000).toTimeString().slice(0, 5))}),
      axis({size: 56, space: 32, ...(value === seconds ? {incrs: SPANS_OF_TIME} : {}), values: (_, splits) => splits.map((at) => (Number.isInteger(at) && value === rate ? count(at) : value(at)))}),
    ],
    hooks: {setCursor: [told], setData: [told]},
  }, [[], ...lines.map(() => [])], canvas), canvas, HEIGHT);
  return {
    plot,
    show(series) {
      plot.setData([series.at.map((at) => at / 1000), ...lines.map(([id]) => series[id])]);
      attribute(canvas, 'aria-label', `${title}: ${lines.map(([, name], line) => `${name} ${values(plot)[line] === null ? 'none' : value(values(plot)[line])}`).join(', ')}`);
    },
  };
}

const SPANS = {overdue: 'late', '365d': '1y', beyond: 'later'};

/** Held now, by how far ahead it is due. */
function byDue(host) {
  const {canvas} = figure(host, 'Held by due time', 'messages and deadlines, due within');
  let due = [];
    const plot = sized(new window.uPlot({
    width: canvas.clientWidth || 320,
    height: HEIGHT + 32,
    legend: {show: false},
    cursor: {show: false},
    padding: [16, 0, 0, 0],
    scales: {
      x: {time: false, range: () => [-0.6, Math.max(1, due.length) - 0.4]},
      y: {range: (_, __, most) => [0, Math.max(4, (most ?? 0) * 1.15)]},
    },
    series: [{}, {fill: () => colour('tone-1'), paths: window.uPlot.paths.bars({size: [0.64, 40], radius: 0.15}), points: {show: false}}],
    axes: [
      axis({size: 28, grid: {show: false}, splits: () => due.map((_, place) => place),
        values: () => due.map(({within}) => SPANS[within] ?? within)}),
      {show: false},
    ],
    hooks: {draw: [(drawn) => label(drawn, due)]},
  }, [[], []], canvas), canvas, HEIGHT + 32);
  return {
    plot,
    show(now) {
      due = now;
      plot.setData([due.map((_, place) => place), due.map((span) => span.count)]);
      const told = due.filter((span) => span.count > 0).map((span) => `${SPANS[span.within] ?? span.within}: ${count(span.count)}`);
      attribute(canvas, 'aria-label', `Held by due time: ${told.join(', ') || 'nothing is held'}`);
    },
  };
}

/** How many, above each bar. */
function label(plot, due) {
  const {ctx} = plot;
  ctx.save();
  ctx.fillStyle = colour('text');
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'bottom';
  due.forEach((span, place) => {
    if (span.count > 0) {
      ctx.fillText(short.format(span.count), plot.valToPos(place, 'x', true), plot.valToPos(span.count, 'y', true) - 2 * devicePixelRatio);
    }
  });
  ctx.restore();
}

export function plots(host) {
  const known = {at: []};
  const drawn = PLOTS.map((plot) => overTime(host, plot));
  const held = byDue(host);
  const again = () => [...drawn, held].forEach(({plot}) => plot.redraw(false, true));
  document.addEventListener('theme', again);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  return {
    /** The newest point that is known: UTC milliseconds. */
    since: () => known.at.at(-1) ?? 0,
    show({series, due, at}) {
      const first = at - MINUTES * 60_000;
      const gone = known.at.filter((time) => time < first).length;
      for (const [name, news] of Object.entries(series)) {
        known[name] = [...(known[name] ?? []), ...news].slice(gone);
      }
      drawn.forEach((plot) => plot.show(known));
      held.show(due);
    },
  };
}
