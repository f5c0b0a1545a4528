/** Stores the reader's language for the duration of a request, on the server. */
export { paraglideMiddleware } from './compiled/server.js'
