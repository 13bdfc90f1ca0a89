#!/usr/bin/env node
// Runs the conformance cases against a base URL and prints TAP; exit 1 if one fails.
//
//   node tests/conformance/http.mjs http://127.0.0.1:8787 [SUBJECT…]
//
// It may send 200 requests at once. BATON_TOKEN is sent with every request that has no Authorization of its own.
// BATON_CONFORMANCE_MOST lowers the cases' loops.

import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { basename } from 'node:path';
import { mismatch } from './matcher.mjs';
import { expanded, joinedParts, valuesAt } from './variables.mjs';

const [base, ...subjects] = process.argv.slice(2);
const folder = new URL('./cases/', import.meta.url);
const mostAtOnce = 200;
const most = Number(process.env.BATON_CONFORMANCE_MOST ?? Infinity);

const readJson = (url) => JSON.parse(readFileSync(url, 'utf8'));

function fresh(value) {
  if (value === '<uid>') return randomUUID();
  if (value !== '<word>') return value;
  return [...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

function variablesOf(one) {
  const variables = {};
  for (const [name, value] of Object.entries(one.let ?? {})) variables[name] = fresh(value);
  for (const [name, value] of Object.entries(one.scale ?? {})) variables[name] = Math.min(value, most);
  return variables;
}

function requestOf(asked, variables) {
  const request = { method: expanded(asked.method ?? 'GET', variables), headers: {} };
  if ('raw' in asked) request.body = joinedParts(asked.raw, variables);
  if ('body' in asked) request.body = JSON.stringify(expanded(asked.body, variables));
  const headers = expanded(asked.headers ?? {}, variables);
  if (!request.body?.length) delete request.body;
  if (request.body && !('Content-Type' in headers)) headers['Content-Type'] = 'application/json';
  if (process.env.BATON_TOKEN && !('Authorization' in headers))
    headers.Authorization = `Bearer ${process.env.BATON_TOKEN}`;
  for (const [name, value] of Object.entries(headers)) if (value !== null) request.headers[name] = value;
  return { target: joinedParts(asked.target ?? '/', variables).toString(), request };
}

const lowered = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** What holds for every response, whatever a case expects. */
function mismatchEnvelope(body, status) {
  if (status < 400) return mismatch({ success: true, data: '<any>' }, body);
  if (!/^[a-z0-9_]+$/.test(body?.code ?? '-')) return `code: expected a snake_case word, got ${JSON.stringify(body)}`;
  if ('field' in body && typeof body.field !== 'string') return 'field: expected a string';
  return mismatch({ success: false, error: '<text>' }, body);
}

/** Sends a request, or half of its body (`mid_body`), and goes away `index` milliseconds later. */
function cancelled(target, { method, headers, body = Buffer.alloc(0) }, where, index) {
  const bytes = Buffer.from(body);
  const sent = where === 'mid_body' ? bytes.subarray(0, bytes.length / 2) : bytes;
  return new Promise((resolve) => {
    const url = new URL(base + target);
    const connect = url.protocol === 'https:' ? https : http;
    const request = connect.request(url, { method, headers: { ...headers, 'Content-Length': bytes.length } });
    request.on('error', () => {}).on('response', (response) => response.resume());
    request.on('close', () => resolve(''));
    if (where === 'mid_body') request.write(sent);
    else request.end(sent);
    setTimeout(() => request.destroy(), index);
  });
}

/** A case under way. */
class Run {
  constructor(one) {
    this.variables = variablesOf(one);
  }

  async step(step) {
    if ('check' in step)
      return mismatch(expanded(step.is, this.variables), expanded(step.check, this.variables), 'the check');
    for (const name of Object.keys(step.collect ?? {})) this.variables[name] = [];
    if (step.parallel) return this.atOnce(step);
    for (const element of step.each ?? [{}]) {
      Object.assign(this.variables, this.bound(element));
      const fault = await this.repeated(step);
      if (fault) return fault;
    }
    return '';
  }

  /** The variables that an element of `each` makes: its members, or `{{each}}`. */
  bound(unexpanded, variables = this.variables) {
    const element = expanded(unexpanded, variables);
    return element?.constructor === Object ? element : { each: element };
  }

  timesOf(step) {
    return Number(expanded(step.times ?? 1, this.variables));
  }

  async repeated(step) {
    for (let i = 1; i <= this.timesOf(step); ++i) {
      this.variables.index = i;
      const fault = await (step.pages ? this.pages(step) : this.exchange(step, this.variables));
      if (fault) return fault;
    }
    return '';
  }

  /** Every element of `each`, `times` times, `mostAtOnce` of them under way together. */
  async atOnce(step) {
    const before = { ...this.variables };
    const waiting = [];
    for (let index = this.timesOf(step); index >= 1; --index)
      for (const element of [...(step.each ?? [{}])].reverse())
        waiting.push(() => this.exchange(step, { ...before, index, ...this.bound(element, { ...before, index }) }));
    let fault = '';
    const worker = async () => {
      while (waiting.length && !fault) fault = (await waiting.pop()()) || fault;
    };
    await Promise.all(Array.from({ length: mostAtOnce }, worker));
    return fault;
  }

  /** One request and its response; `cursor` is added to the target's query. */
  async exchange(step, variables, cursor = '') {
    const { target, request } = requestOf(step.request, variables);
    const url = target + (cursor && `&cursor=${encodeURIComponent(cursor)}`);
    const what = `${request.method} ${url.slice(0, 200)}: `;
    try {
      if (step.cancel) return await cancelled(url, request, step.cancel, variables.index);
      const response = await fetch(base + url, { ...request, redirect: 'manual' });
      const text = await response.text();
      const fault = this.fault(step, request.method, response, text, variables);
      return fault && what + fault;
    } catch (error) {
      return `${what}${error.message} ${error.cause ?? ''}`;
    }
  }

  fault(step, method, response, text, variables) {
    const expect = expanded({ ...step.expect, body: undefined }, variables);
    const wrongStatus = mismatch(expect.status ?? 200, response.status, 'status');
    if (wrongStatus) return `${wrongStatus}: ${text.slice(0, 300)}`;
    const headers = lowered(expect.headers ?? { 'content-type': 'application/json<any>' });
    const wrongHeader = mismatch(headers, Object.fromEntries(response.headers), 'headers');
    if (wrongHeader || method === 'HEAD') return wrongHeader || (text && 'a HEAD request got a body');
    const body = step.text ? text : JSON.parse(text);
    this.last = body;
    return (step.plain || step.text ? '' : mismatchEnvelope(body, response.status)) ||
      ('body' in (step.expect ?? {}) ? mismatch(expanded(step.expect.body, variables), body) : '') ||
      this.remember(step, body, response);
  }

  remember(step, body, response) {
    for (const [name, pointer] of Object.entries(step.collect ?? {}))
      this.variables[name].push(...valuesAt(body, pointer));
    for (const [name, pointer] of Object.entries(step.capture ?? {})) {
      const header = pointer.startsWith('header:') && response.headers.get(pointer.slice(7));
      const found = header ? [header] : valuesAt(body, pointer);
      if (!found.length) return `nothing at ${pointer}`;
      this.variables[name] = found[0];
    }
    return '';
  }

  async pages(step) {
    for (let cursor = '', page = 0; page < 100_000; ++page) {
      const fault = await this.exchange(step, this.variables, cursor);
      if (fault || !('next_cursor' in this.last)) return fault;
      cursor = this.last.next_cursor;
    }
    return 'the pages do not end';
  }
}

async function runCase(one) {
  const run = new Run(one);
  for (const [i, step] of one.steps.entries()) {
    const fault = await run.step(step);
    if (fault) return `step ${i + 1}, ${fault}`;
  }
  return '';
}

async function asksForTokens() {
  const response = await fetch(`${base}/api/projects?limit=1`, { headers: { Forwarded: 'for=192.0.2.1' } });
  return response.status === 401;
}

/** Both runners must understand matchers alike: the faults of this one. */
function matcherFaults() {
  const faults = [];
  for (const { expected, matches, not } of readJson(new URL('./matcher_cases.json', import.meta.url))) {
    for (const value of matches) if (mismatch(expected, value)) faults.push(mismatch(expected, value));
    for (const value of not)
      if (!mismatch(expected, value)) faults.push(`${JSON.stringify(expected)} matches ${JSON.stringify(value)}`);
  }
  return faults;
}

let count = 0;
let failed = 0;

function tell(name, fault, remark = '') {
  ++count;
  if (fault) ++failed;
  console.log(`${fault ? 'not ok' : 'ok'} ${count} - ${name}${remark}`);
  if (fault) console.log(`# ${String(fault).replaceAll('\n', '\n# ')}`);
}

if (!base) {
  console.error('usage: node tests/conformance/http.mjs BASE_URL [SUBJECT…]');
  process.exit(2);
}
console.log('TAP version 13');
tell('the matcher takes what fits and nothing else', matcherFaults().join('\n'));
const tokens = await asksForTokens();
for (const file of readdirSync(folder).sort()) {
  const subject = basename(file, '.json');
  if (subjects.length && !subjects.includes(subject)) continue;
  for (const one of readJson(new URL(file, folder)).cases) {
    if (one.needs === 'tokens' && !tokens) tell(`${subject}: ${one.name}`, '', ' # SKIP no tokens are asked for');
    else tell(`${subject}: ${one.name}`, await runCase(one));
  }
}
console.log(`1..${count}`);
console.log(`# ${count - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
