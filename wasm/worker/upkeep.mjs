// What the cron does: the API's own daily upkeep, part by part until it is done.

import {exchange} from './exchange.mjs';

/**
 * @import {Context} from './exchange.mjs'
 * @import {Env} from './env.mjs'
 */

/** Parts that one invocation may take; what is left is the next day's. */
const MOST_PARTS = 40;

/** @param {Env} env @param {Context} context */
export async function upkeep(env, context) {
  for (let part = 0; part < MOST_PARTS; ++part) {
    const response = await exchange(new Request('https://cron/api/admin/daily', {method: 'POST'}), env, context, {trusted: true});
    const answer = /** @type {any} */ (await response.json());
    console.log(JSON.stringify({event: 'daily_upkeep', status: response.status, ...answer.data}));
    if (!answer.success) throw new Error(answer.error);
    if (answer.data.done) return;
  }
}
