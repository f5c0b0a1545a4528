/**
 * Tests by chance take the same chances in every run, so that none is red for one person only. `npm run prove` takes others
 * each time, and more of them; a failure prints its seed.
 */
import fc from 'fast-check'

if (!process.env['BILIN_PROVE']) fc.configureGlobal({ seed: 2026 })
