// The smallest TAP producer: named checks in order; the exit code says whether all hold.
import assert from 'node:assert/strict';

export {assert};

let count = 0;

/** @param {string} name @param {() => void | Promise<void>} body throws if the check fails */
export async function test(name, body) {
  ++count;
  try {
    await body();
    console.log(`ok ${count} - ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`not ok ${count} - ${name}`);
    console.log(`# ${error.stack ?? error}`.replaceAll('\n', '\n# '));
  }
}

/** @param {string} name @param {string} why */
export function skip(name, why) {
  console.log(`ok ${++count} - ${name} # SKIP ${why}`);
}

/** The plan, after the last check. */
export function finish() {
  console.log(`1..${count}`);
}
