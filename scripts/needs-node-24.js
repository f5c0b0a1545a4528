// Plain JavaScript, because an older Node cannot read the TypeScript that would say it.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `Bilin needs Node.js 24; this is ${process.version}. ` +
      'On Linux `npm ci` brings it; elsewhere install it from https://nodejs.org and try again.\n',
  )
  process.exit(1)
}
