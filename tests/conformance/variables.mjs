// Variables of a case (README.md), as variables.cpp has them.

const textOf = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The value of `name`, `name+1`, `name-1` or `name:text`. */
function valueOf(expression, variables) {
  const [, name, sign, operand] = /^([^+:-]*)([+:-]?)(.*)$/s.exec(expression);
  if (!Object.hasOwn(variables, name)) return `{{${expression}}} is unknown`;
  if (sign === '') return variables[name];
  if (sign === ':') return textOf(variables[name]);
  return Number(variables[name]) + (sign === '-' ? -Number(operand) : Number(operand));
}

function expandedText(text, variables) {
  const whole = /^\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text);
  if (whole) return valueOf(whole[1], variables);
  return text.replace(/\{\{(.*?)\}\}/gs, (_, expression) => textOf(valueOf(expression, variables)));
}

const timesOf = (value, variables) => Number(expanded(value.times ?? 1, variables));

/** The value with every `{{…}}` replaced and `<repeat>` and `<array>` written out. */
export function expanded(value, variables) {
  if (typeof value === 'string') return expandedText(value, variables);
  if (Array.isArray(value)) return value.map((element) => expanded(element, variables));
  if (typeof value !== 'object' || value === null) return value;
  if ('<array>' in value)
    return Array.from({ length: timesOf(value, variables) }, (_, i) =>
      expanded(value['<array>'], { ...variables, index: i + 1 }));
  if ('<repeat>' in value)
    return textOf(expanded(value['<repeat>'], variables)).repeat(timesOf(value, variables));
  return Object.fromEntries(Object.entries(value).map(
    ([name, member]) => [textOf(expandedText(name, variables)), expanded(member, variables)]));
}

/** A text that names `{{index}}` is expanded anew each time. */
function repeatedPart(text, times, variables) {
  if (!text.includes('{{index')) return textOf(expanded(text, variables)).repeat(times);
  return Array.from({ length: times }, (_, i) => textOf(expanded(text, { ...variables, index: i + 1 }))).join('');
}

function part(json, variables) {
  if (typeof json !== 'object') return Buffer.from(textOf(expanded(json, variables)));
  if ('hex' in json) return Buffer.from(json.hex, 'hex');
  return Buffer.from(repeatedPart(json.repeat, timesOf(json, variables), variables));
}

/** A target or raw body: a text, or an array of texts and {repeat, times} and {hex}; as bytes. */
export function joinedParts(parts, variables) {
  return Buffer.concat([parts].flat().map((one) => part(one, variables)));
}

/** The values that a JSON pointer finds, `*` for every element. */
export function valuesAt(json, pointer) {
  let values = [json];
  for (const name of pointer.split('/').slice(1)) {
    values = values.flatMap((value) => {
      if (name === '*' && Array.isArray(value)) return value;
      return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? [value[name]] : [];
    });
  }
  return values;
}
