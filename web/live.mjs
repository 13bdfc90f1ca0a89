// Follows the event log over the WebSocket; after a break it goes on from its last cursor.

const LONGEST_PAUSE = 30_000;

/**
 * Calls `changed` after each page of events, at most every 300 ms. Ends for good where the server says
 * that the caller may not read any more (1008).
 * @param {() => void} changed @param {string | number} since a cursor, or "now"
 */
export function follow(changed, since = 'now', pause = 500) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/api/events/ws?since=${since}`);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  let cursor = since;
  socket.onmessage = ({data}) => {
    cursor = JSON.parse(data).cursor;
    pause = 500;
    soon ??= setTimeout(() => {
      soon = undefined;
      changed();
    }, 300);
  };
  socket.onclose = ({code}) => {
    if (code === 1008) return changed();
    setTimeout(() => follow(changed, cursor, Math.min(2 * pause, LONGEST_PAUSE)), pause * (0.5 + Math.random()));
  };
}
