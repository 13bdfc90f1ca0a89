// A headless Chromium, and pages in it whose every complaint is kept.
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where a browser is; undefined if there is none. */
export function browserPath() {
  const folders = (process.env.PATH ?? '').split(':');
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return process.env.CHROMIUM ?? names.flatMap((name) => folders.map((folder) => `${folder}/${name}`)).find((path) => existsSync(path));
}

export const launch = () => puppeteer.launch({executablePath: browserPath(), headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-US']});

/** A page that complains of nothing: `complaints` holds errors of the console and of scripts. */
export async function openPage(browser, {width = 1280, height = 900, theme = 'light'} = {}) {
  const page = await browser.newPage();
  const complaints = [];
  page.setDefaultTimeout(8000 * Number(process.env.SLOWER ?? 1));
  await page.setViewport({width, height});
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: theme}, {name: 'prefers-reduced-motion', value: 'reduce'}]);
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.stack ?? error}`));
  return {page, complaints};
}

/** Until nothing is under way: requests answered, the log followed. */
export async function settled(page) {
  await page.waitForSelector('h1');
  await page.waitForFunction(() => !document.querySelector('[aria-label="Loading"], [aria-busy="true"]'), {polling: 50});
  // Of a worker that went with its page puppeteer may never hear that its script was loaded.
  await page.waitForNetworkIdle({idleTime: 100, concurrency: 1, timeout: 3000}).catch(() => {});
}

export async function show(page, address) {
  await page.bringToFront();
  await page.goto(address, {waitUntil: 'domcontentloaded'});
  await settled(page);
}

/** What axe-core objects to, a line each. */
export async function violations(page) {
  await page.evaluate(axe);
  const {violations: found} = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  return found.map(({id, help, nodes}) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Clicks what is called that: a button or a link. */
export async function click(page, name, kind = 'button') {
  const element = await page.waitForSelector(`::-p-xpath(//${kind === 'link' ? 'a' : kind}[normalize-space(.)=${JSON.stringify(name)} or @aria-label=${JSON.stringify(name)}])`, {visible: true, timeout: 5000});
  await element.click();
}

/** Types into the field with that label, in the dialog if one is open. */
export async function type(page, label, text) {
  const id = await page.waitForFunction((wanted) => {
    const root = document.querySelector('dialog[open]') ?? document;
    return [...root.querySelectorAll('label')].find((one) => one.textContent.trim() === wanted && one.htmlFor)?.htmlFor;
  }, {timeout: 5000, polling: 50}, label).then((handle) => handle.jsonValue());
  await page.evaluate((field) => document.getElementById(field).select?.(), id);
  await page.type(`[id="${id}"]`, text);
}

export const hasText = (page, text, timeout = 5000) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {timeout, polling: 50}, text);

/** What stops a test that waits for something that is not there from telling only that it waited. */
export async function textOf(page) {
  return page.evaluate(() => document.body.innerText.slice(0, 1500));
}
