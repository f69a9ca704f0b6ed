// Bluesky's own server, with a directory of identifiers beside it, on this machine alone.
// node serve.mjs → one line of JSON once it answers; ends with its standard input.
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

// Both listen on every address unless they are told: here they listen on the loopback.
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

const [{ default: plcServer }, { Secp256k1Keypair }, { PDS, envToCfg, envToSecrets }] = await Promise.all([
  import('@did-plc/server'),
  import('@atproto/crypto'),
  import('@atproto/pds'),
])
const plcPort = await free()
const plc = plcServer.PlcServer.create({ db: plcServer.Database.mock(), port: plcPort })
await plc.start()
const port = await free()
const key = await Secp256k1Keypair.create({ exportable: true })
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pds-'))
const settings = {
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: folder,
  blobstoreDiskLocation: path.join(folder, 'blobs'),
  didPlcUrl: `http://localhost:${plcPort}`,
  recoveryDidKey: (await Secp256k1Keypair.create()).did(),
  adminPassword: 'admin',
  jwtSecret: 'secret-of-tests',
  serviceHandleDomains: ['.test'],
  plcRotationKeyK256PrivateKeyHex: Buffer.from(await key.export()).toString('hex'),
  inviteRequired: false,
  disableSsrfProtection: true,
  rateLimitsEnabled: false,
}
const server = await PDS.create(envToCfg(settings), envToSecrets(settings))
await server.start()
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
process.stdin.resume()
process.stdin.on('end', async () => {
  await server.destroy()
  await plc.destroy()
  fs.rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
