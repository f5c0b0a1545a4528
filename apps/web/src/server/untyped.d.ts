/** Packages without types of their own; those of the community bring all of Express. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { BrotliOptions } from 'node:zlib'

  type Filter = (request: IncomingMessage, response: ServerResponse) => boolean
  type Options = { threshold: number; brotli: BrotliOptions; filter: Filter }
  const compression: {
    (options: Options): (request: IncomingMessage, response: ServerResponse, next: () => void) => void
    /** Whether the type of the content can be compressed. */
    filter: Filter
  }
  export = compression
}

declare module 'on-headers' {
  import type { ServerResponse } from 'node:http'

  /** The listener that was added last is called first. */
  function onHeaders(response: ServerResponse, listener: () => void): void
  export = onHeaders
}
