/** When the server cannot tell, the screen asks. */
const ASK_MS = 15_000;
/** The server says something every 15 seconds; a line that is silent for longer is dead, whatever the phone believes. */
const SILENCE_MS = 40_000;

/**
 * Calls `change` whenever the session should be read again: told by the server, and asking on its own while it is not.
 * Nothing is asked or heard while the screen is hidden. Returns how to end it.
 */
export function followSession(session: string, change: () => void): () => void {
  let stream: EventSource | undefined;
  let asking: ReturnType<typeof setInterval> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function listen(): void {
    stream?.close();
    stream = new EventSource(`/api/sessions/${session}/live`);
    stream.addEventListener('changed', () => {
      heard();
      change();
    });
    stream.addEventListener('beat', heard);
    stream.onerror = ask;
  }
  function heard(): void {
    clearInterval(asking);
    clearTimeout(silence);
    asking = undefined;
    silence = setTimeout(ask, SILENCE_MS);
  }
  function ask(): void {
    if (asking) return;
    change();
    asking = setInterval(() => {
      listen();
      change();
    }, ASK_MS);
  }
  function rest(): void {
    stream?.close();
    clearInterval(asking);
    clearTimeout(silence);
    asking = undefined;
  }
  const look = () => {
    rest();
    if (!document.hidden) listen();
  };

  look();
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  addEventListener('offline', change); // finds out, and says of when it is
  return () => {
    rest();
    document.removeEventListener('visibilitychange', look);
    removeEventListener('online', look);
    removeEventListener('offline', change);
  };
}
