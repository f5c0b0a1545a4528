/** The page works without script, so none is sent: it opens fast in any browser, and in those built into other apps. */
export const csr = false
