// Figures and times as people read them, in the reader's language and zone.

const number = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, {notation: 'compact', maximumFractionDigits: 1});
const relative = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto', style: 'long'});
const full = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'long'});
const dayAndTime = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const day = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium'});
const clock = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'});

/** @param {number | null | undefined} value */
export const count = (value) => (value === null || value === undefined ? '–' : number.format(value));
/** @param {number | null | undefined} value */
export const short = (value) => (value === null || value === undefined ? '–' : Math.abs(value) < 10_000 ? number.format(Math.round(value)) : compact.format(value));
/** @param {number | null | undefined} share 0 to 1 @param {number} [digits] */
export const percent = (share, digits = 0) => (share === null || share === undefined ? '–' : `${(share * 100).toFixed(digits)} %`);
/** @param {number | null | undefined} value */
export const money = (value, currency = 'USD') => (value === null || value === undefined ? '–'
  : new Intl.NumberFormat(undefined, {style: 'currency', currency, maximumFractionDigits: value && value < 1 ? 3 : 2}).format(value));
/** `1 session`, `2 sessions`. @param {number} value @param {string} one */
export const many = (value, one, more = `${one}s`) => `${count(value)} ${value === 1 ? one : more}`;

/** @param {string} at */
export const exactly = (at) => full.format(new Date(at));
/** @param {string} at */
export const dateTime = (at) => dayAndTime.format(new Date(at));
const dayAndClock = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit'});
/** Without the year. @param {string} at */
export const shortDateTime = (at) => dayAndClock.format(new Date(at));
/** @param {string} at */
export const date = (at) => day.format(new Date(at));
/** @param {string} at */
export const time = (at) => clock.format(new Date(at));

const UNITS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([['year', 31_557_600], ['month', 2_629_800], ['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60]]);
/** `3 hours ago`. @param {string} at */
export function ago(at, now = Date.now()) {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return Math.abs(seconds) < 60 ? 'just now' : relative.format(Math.trunc(seconds / size), unit);
}

/** `1 h 5 min`. @param {number | null | undefined} minutes */
export function duration(minutes) {
  if (minutes === null || minutes === undefined) return '–';
  if (minutes < 1) return '< 1 min';
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  if (hours < 48) return whole % 60 ? `${hours} h ${whole % 60} min` : `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

/** The day of a time in the reader's zone, `2026-11-26`. @param {string | Date} at */
export function localDay(at) {
  const it = new Date(at);
  return `${it.getFullYear()}-${String(it.getMonth() + 1).padStart(2, '0')}-${String(it.getDate()).padStart(2, '0')}`;
}

/** Words of the API for people: `in_progress` is `in progress`. @param {string} word */
export const words = (word) => word.replaceAll('_', ' ');
