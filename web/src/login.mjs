// Logging in and out. The cookie that answers is out of this script's sight.
import {ask} from './api.mjs';

/** @param {{token?: string, code?: string}} credential */
export async function enter(credential) {
  await ask('/api/login', {body: credential});
  localStorage.setItem('entered', 'yes');
}

export async function leave() {
  await ask('/api/logout', {body: {}});
  localStorage.removeItem('entered');
  location.assign('/');
}

export const hasEntered = () => localStorage.getItem('entered') === 'yes';

/** A login link is used once, and out of the address at once. */
export async function logInByLink() {
  const code = new URLSearchParams(location.search).get('code');
  if (location.pathname !== '/login' || !code) return;
  history.replaceState(null, '', '/');
  await enter({code});
}
