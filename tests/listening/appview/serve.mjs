// Bluesky's own server with the view of posts that readers have, on this machine alone; PostgreSQL and Redis
// stand in the environment (DB_POSTGRES_URL, REDIS_HOST).
// node serve.mjs → one line of JSON once it answers; `settle` has the view take in what was written.
import http from 'node:http'
import net from 'node:net'

// Everything listens on every address unless it is told: here it listens on the loopback.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}

const free = () =>
  new Promise((done) => {
    const probe = net.createServer().listen(0, () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })

const { TestNetwork } = await import('@atproto/dev-env')
const [plc, pds, bsky, ozone, settle] = await Promise.all([free(), free(), free(), free(), free()])
const network = await TestNetwork.create({
  plc: { port: plc },
  pds: { port: pds, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { dbPostgresSchema: 'bsky', port: bsky, publicUrl: `http://localhost:${bsky}` },
  ozone: { port: ozone, dbMaterializedViewRefreshIntervalMs: 30000 },
})
http
  .createServer(async (_, answer) => {
    await network.processAll()
    answer.end('{}')
  })
  .listen(settle)
console.log(
  JSON.stringify({
    pds: `http://127.0.0.1:${pds}`,
    view: `http://127.0.0.1:${bsky}`,
    settle: `http://127.0.0.1:${settle}`,
  }),
)
process.stdin.resume()
process.stdin.on('end', async () => {
  await network.close()
  process.exit(0)
})
