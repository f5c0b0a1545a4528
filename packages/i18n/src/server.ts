/** Keeps the reader's language for the length of one request, on the server. */
export { paraglideMiddleware } from './compiled/server.js'
