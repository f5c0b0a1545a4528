/** A sheet to print needs no script, and the codes are sent once, not again for the browser to draw them. */
export const csr = false
