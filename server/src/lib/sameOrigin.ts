/**
 * Whether a request comes from our own page, or from no page at all: no other site may talk to this
 * server from a person's browser. Programs send no origin.
 */
export function isSameOrigin({ origin, host }: { origin?: string; host?: string }): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
