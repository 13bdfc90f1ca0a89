// Compares a value with a matcher (README.md), as matcher.cpp does.

const shown = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 300);

const differs = (path, wanted, actual) =>
  `${path || 'the body'}: expected ${wanted}, got ${shown(actual)}`;

const isTime = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const types = {
  any: () => true,
  string: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string' && value !== '',
  int: Number.isInteger,
  number: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  uuid: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  time: isTime,
};

/** Whether the text is the pattern's literal parts in order, with anything for each `<any>`. */
function fitsPattern(pattern, text) {
  const [first, ...parts] = pattern.split('<any>');
  if (parts.length === 0) return pattern === text;
  const last = parts.pop();
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

function mismatchText(pattern, actual, path) {
  const [, name, nullable] = /^<(\w+)(\??)>$/.exec(pattern) ?? [];
  const fits = Object.hasOwn(types, name ?? '')
    ? (nullable && actual === null) || types[name](actual)
    : typeof actual === 'string' && fitsPattern(pattern, actual);
  return fits ? '' : differs(path, shown(pattern), actual);
}

const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mismatchMembers(expected, actual, path) {
  if (!isObject(actual)) return differs(path, 'an object', actual);
  for (const [name, wanted] of Object.entries(expected)) {
    const at = path ? `${path}.${name}` : name;
    const present = Object.hasOwn(actual, name);
    if (wanted === '<absent>' && present) return differs(at, 'no such member', actual[name]);
    if (wanted === '<absent>') continue;
    if (!present) return `${at}: expected ${shown(wanted)}, but it is absent`;
    const fault = mismatch(wanted, actual[name], at);
    if (fault) return fault;
  }
  return '';
}

function mismatchElements(expected, actual, path) {
  if (!Array.isArray(actual) || actual.length !== expected.length)
    return differs(path, `an array of ${expected.length}`, actual);
  for (const [i, wanted] of expected.entries()) {
    const fault = mismatch(wanted, actual[i], `${path}[${i}]`);
    if (fault) return fault;
  }
  return '';
}

function mismatchExact(wanted, actual, path) {
  const fault = mismatchMembers(wanted, actual, path);
  const other = fault ? undefined : Object.keys(actual).find((name) => !Object.hasOwn(wanted, name));
  return other === undefined ? fault : differs(`${path}.${other}`, 'no such member', actual[other]);
}

const stepwise = (values, relation) =>
  values.every((value, i) => i === 0 || relation(values[i - 1], value));

const has = (wanted, values) => values.some((value) => mismatch(wanted, value) === '');

/** Directives on arrays that hold or do not. */
const arrayDirectives = {
  '<contains>': has,
  '<contains no>': (wanted, values) => !has(wanted, values),
  '<distinct>': (_, values) => new Set(values.map((value) => JSON.stringify(value))).size === values.length,
  '<ascending>': (_, values) => stepwise(values, (one, next) => one < next),
  '<descending>': (_, values) => stepwise(values, (one, next) => one > next),
};

function directiveHolds(name, wanted, actual) {
  if (name === '<least>') return typeof actual === 'number' && actual >= wanted;
  if (name === '<most>') return typeof actual === 'number' && actual <= wanted;
  return Array.isArray(actual) && Object.hasOwn(arrayDirectives, name) &&
    arrayDirectives[name](wanted, actual);
}

function mismatchDirective(name, wanted, actual, path) {
  if (name === '<exact>') return mismatchExact(wanted, actual, path);
  if (name === '<each>')
    return Array.isArray(actual)
      ? mismatchElements(actual.map(() => wanted), actual, path)
      : differs(path, 'an array', actual);
  if (name === '<length>' && Array.isArray(actual))
    return mismatch(wanted, actual.length, `${path}.length`);
  return directiveHolds(name, wanted, actual) ? '' : differs(path, `${name} ${shown(wanted)}`, actual);
}

/** '' if the value matches, else where it does not and why. */
export function mismatch(expected, actual, path = '') {
  if (typeof expected === 'string') return mismatchText(expected, actual, path);
  if (Array.isArray(expected)) return mismatchElements(expected, actual, path);
  if (!isObject(expected)) return expected === actual ? '' : differs(path, shown(expected), actual);
  const entries = Object.entries(expected);
  const directives = entries.filter(([name]) => name.startsWith('<'));
  for (const [name, wanted] of directives) {
    const fault = mismatchDirective(name, wanted, actual, path);
    if (fault) return fault;
  }
  const members = Object.fromEntries(entries.filter(([name]) => !name.startsWith('<')));
  return directives.length && !Object.keys(members).length ? '' : mismatchMembers(members, actual, path);
}
