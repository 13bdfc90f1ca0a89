// The page at /: health and projects, kept current by the event log, and the way in.

import {follow} from './live.mjs';

/** @typedef {{name: string, description: string, status: string, total_sessions: number, active_sessions: number, updated_at: string}} Project */

/** @template {HTMLElement} T @param {string} selector @returns {T} */
function element(selector) {
  return /** @type {T} */ (document.querySelector(selector));
}

class Failure extends Error {
  /** @param {number} status @param {{error: string, code: string}} answer */
  constructor(status, {error, code}) {
    super(error);
    this.status = status;
    this.code = code;
  }
}

/** The `data` of an answer of the API. @param {string} target @param {object} [body] */
async function ask(target, body) {
  const options = body && {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}};
  const response = await fetch(target, options);
  const answer = await response.json();
  if (!answer.success) throw new Failure(response.status, answer);
  return answer.data;
}

/** @param {string} tag @param {string | Node} content @param {string} [className] */
function made(tag, content, className = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.append(content);
  return node;
}

/** @param {Record<string, string | number>} health */
function showFigures(health) {
  const figures = ['status', 'version', 'projects', 'sessions'].map((name) => {
    const figure = made('div', made('dt', name[0].toUpperCase() + name.slice(1)));
    figure.append(made('dd', String(health[name])));
    return figure;
  });
  element('#figures').replaceChildren(...figures);
}

/** @param {Project} project */
function rowOf(project) {
  const row = made('tr', made('td', project.name));
  row.firstElementChild?.append(made('small', project.description));
  row.append(made('td', project.status), made('td', String(project.total_sessions), 'number'),
    made('td', String(project.active_sessions), 'number'), made('td', project.updated_at.slice(0, 10)));
  return row;
}

/** @param {Project[]} projects */
function showProjects(projects) {
  element('#projects').hidden = projects.length === 0;
  element('#empty').hidden = projects.length > 0;
  element('#projects tbody').replaceChildren(...projects.map(rowOf));
}

/** Whoever has no token is shown the way in; whose link or token was refused is told why, too. @param {unknown} error */
function showProblem(error) {
  const refused = error instanceof Failure && error.status === 401;
  element('#login').hidden = !refused;
  const isStranger = refused && error.code === 'token_required';
  element('#problem').textContent = isStranger ? '' : error instanceof Error ? error.message : String(error);
}

async function show() {
  showFigures(await ask('/api/health'));
  showProjects(await ask('/api/projects?limit=50'));
  element('#login').hidden = true;
  element('#logout').hidden = !localStorage.getItem('entered');
  element('#problem').textContent = '';
}

/** The cookie that answers is out of this script's sight. @param {object} credential */
async function enter(credential) {
  await ask('/api/login', credential);
  localStorage.setItem('entered', 'yes');
}

async function leave() {
  localStorage.removeItem('entered');
  await ask('/api/logout', {});
  location.reload();
}

async function logInByLink() {
  const code = new URLSearchParams(location.search).get('code');
  if (location.pathname !== '/login' || !code) return;
  history.replaceState(null, '', '/');
  await enter({code});
}

/** @param {SubmitEvent} event */
async function logIn(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  try {
    await enter({token: new FormData(form).get('token')});
    form.reset();
    await start();
  } catch (error) {
    element('#problem').textContent = error instanceof Error ? error.message : String(error);
  }
}

async function start() {
  try {
    await logInByLink();
    await show();
    follow(() => show().catch(showProblem));
  } catch (error) {
    showProblem(error);
  }
}

element('#login form').addEventListener('submit', (event) => logIn(/** @type {SubmitEvent} */ (event)));
element('#logout').addEventListener('click', (event) => {
  event.preventDefault();
  leave().catch(showProblem);
});
await start();
