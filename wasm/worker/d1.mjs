// Batches of the core on D1.

/**
 * @import {Failure, Statement, Value} from '../core.mjs'
 */

/** What D1's messages say, and the code of core/store/batch.hpp for it; the first that fits. */
const CODES = /** @type {const} */ ([
  [/constraint failed: guard\b/, 'guard'],
  [/constraint failed/, 'constraint'],
  [/TOOBIG|too big|too large|exceeds? the maximum/i, 'too_big'],
  [/network connection lost|object to be reset|code was updated|storage operation exceeded timeout|overloaded/i, 'transient'],
  [/SQLITE_FULL|exceeded maximum DB size|disk is full/i, 'disk_full'],
  [/SQLITE_BUSY|SQLITE_LOCKED/, 'busy'],
  [/SQLITE_CORRUPT|malformed/, 'corrupt'],
]);

/** @param {unknown} error @returns {Failure} */
export function failureOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  const code = CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 'store';
  if (code !== 'guard') console.error(JSON.stringify({event: 'batch_failed', code, message}));
  return {code, message: code === 'store' ? 'The store refused a statement.' : `The store says: ${message}`};
}

/**
 * The rows of each statement of one atomic batch. D1 gives the rows of several statements as objects
 * only; their members have the columns' order since no statement of the core names two columns alike
 * or by a number (the native database refuses both).
 * @param {D1Database} database @param {Statement[]} statements
 * @returns {Promise<{rows: Value[][][]} | {error: Failure}>}
 */
export async function runBatch(database, statements) {
  try {
    const prepared = statements.map(({sql, parameters}) => {
      const statement = database.prepare(sql);
      return parameters.length ? statement.bind(...parameters) : statement;
    });
    if (prepared.length === 1) return {rows: [/** @type {Value[][]} */ (await prepared[0].raw())]};
    const results = await database.batch(prepared);
    return {rows: results.map(({results}) => /** @type {Record<string, Value>[]} */ (results).map(Object.values))};
  } catch (error) {
    return {error: failureOf(error)};
  }
}
