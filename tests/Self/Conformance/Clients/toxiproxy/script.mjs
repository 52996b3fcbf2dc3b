// Every call of the Node client, as an ordinary program makes them. One line per call; the test compares them.
import net from 'node:net'
import { once } from 'node:events'
import { Proxy, Toxic, Toxiproxy, ToxiproxyError } from 'toxiproxy-node-client'

const toxiproxy = new Toxiproxy(process.env.SERVER)
const say = (what, ...values) => console.log(`${what}: ${values.map(v => (typeof v === 'object' ? JSON.stringify(v) : v)).join(' ')}`)
const failing = async (what, call) => {
  try {
    await call()
    say(what, 'no error')
  } catch (error) {
    say(what, error instanceof ToxiproxyError, error.name, error.message)
  }
}
const port = address => Number(address.split(':').at(-1))
const is = (value, type) => value instanceof type

// What stands behind the proxies: gives back what it gets.
const echo = net.createServer(socket => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
await once(echo, 'listening')
const upstream = `127.0.0.1:${echo.address().port}`

// One word there and back through a proxy: what came, how it ended, and how many ms it took.
const roundTrip = proxy => new Promise(resolve => {
  const start = performance.now()
  let text = ''
  const end = how => resolve({ text, how, ms: performance.now() - start })
  const socket = net.connect(port(proxy.listen), '127.0.0.1', () => socket.write('Brief'))
  socket.on('data', data => {
    text += data
    if (text.length >= 5) { end('answered'); socket.destroy() }
  })
  socket.on('error', error => end(error.code))
  socket.on('close', () => end('closed'))
})

say('getVersion', (await toxiproxy.getVersion()).trim())
say('getAll of none', await toxiproxy.getAll())

const proxy = await toxiproxy.createProxy({ name: 'database', listen: '127.0.0.1:0', upstream, enabled: true })
say('createProxy', is(proxy, Proxy), proxy.name, proxy.enabled, proxy.upstream === upstream, port(proxy.listen) > 0)
say('proxy', proxy.getHost() === process.env.SERVER, proxy.getPath().endsWith('/proxies/database'), Object.keys(proxy.toJson()).join())
say('through it', (await roundTrip(proxy)).text)
const populated = await toxiproxy.populate([
  { name: 'cache', listen: '127.0.0.1:0', upstream, enabled: true },
  { name: 'model', listen: '127.0.0.1:0', upstream, enabled: false }
])
say('populate', ...Object.values(populated).map(p => `${p.name}=${p.enabled}`))
say('populate again', ...Object.keys(await toxiproxy.populate([{ name: 'cache', listen: populated.cache.listen, upstream }])))
say('getAll', ...Object.keys(await toxiproxy.getAll()).sort())
say('get', (await toxiproxy.get('cache')).listen === populated.cache.listen)

const off = await proxy.update({ enabled: false, listen: proxy.listen, upstream })
say('update, off', off.enabled, (await roundTrip(off)).how)
const on = await off.update({ enabled: true, listen: proxy.listen, upstream })
say('update, on', on.enabled, on.listen === proxy.listen, (await roundTrip(on)).text)
const moved = await on.update({ enabled: true, listen: '127.0.0.1:0', upstream: 'localhost:1' })
say('update, elsewhere', moved.upstream, (await roundTrip(moved)).text === '')
await moved.update({ enabled: true, listen: proxy.listen, upstream })

const kinds = {
  latency: [{ latency: 120, jitter: 0 }, { latency: 60, jitter: 5 }],
  bandwidth: [{ rate: 100 }, { rate: 200 }],
  slow_close: [{ delay: 10 }, { delay: 20 }],
  timeout: [{ timeout: 30 }, { timeout: 0 }],
  reset_peer: [{ timeout: 10 }, { timeout: 20 }],
  slicer: [{ average_size: 64, size_variation: 32, delay: 10 }, { average_size: 128, size_variation: 0, delay: 5 }],
  limit_data: [{ bytes: 3 }, { bytes: 4 }]
}
for (const [type, [attributes, changed]] of Object.entries(kinds)) {
  const toxic = await proxy.addToxic({ name: `my_${type}`, type, stream: 'upstream', toxicity: 0.5, attributes })
  const found = await proxy.getToxic(toxic.name)
  const updated = await found.update({ name: toxic.name, type, stream: 'upstream', toxicity: 1, attributes: changed })
  say(type, is(toxic, Toxic) && is(found, Toxic), found.toJson(), updated.toxicity, updated.attributes)
  await updated.remove()
  await failing(`${type} removed`, () => proxy.getToxic(toxic.name))
}
const plain = await proxy.addToxic({ type: 'latency', attributes: { latency: 150 } })
say('defaults', plain.name, plain.stream, plain.toxicity, plain.attributes)
const late = await roundTrip(proxy)
say('latency works', late.text, late.ms >= 150)
await plain.remove()
await proxy.addToxic({ name: 'cut', type: 'limit_data', stream: 'downstream', attributes: { bytes: 3 } })
const cut = await roundTrip(proxy)
say('limit_data works', cut.text, cut.how)
await (await toxiproxy.get('model')).addToxic({ type: 'timeout', stream: 'upstream', attributes: { timeout: 5 } })
await toxiproxy.reset()
await failing('reset removes toxics', () => proxy.getToxic('cut'))
say('reset enables', (await toxiproxy.get('model')).enabled, (await roundTrip(await toxiproxy.get('model'))).text)

await failing('create twice', () => toxiproxy.createProxy({ name: 'cache', listen: '127.0.0.1:0', upstream }))
await failing('create without name', () => toxiproxy.createProxy({ listen: '127.0.0.1:0', upstream }))
await failing('create on a taken port', () => toxiproxy.createProxy({ name: 'other', listen: proxy.listen, upstream }))
await failing('no such toxic type', () => proxy.addToxic({ type: 'fire', attributes: {} }))
await failing('no such stream', () => proxy.addToxic({ type: 'latency', stream: 'sideways', attributes: {} }))
await proxy.addToxic({ name: 'one', type: 'latency', attributes: { latency: 1 } })
await failing('toxic twice', () => proxy.addToxic({ name: 'one', type: 'latency', attributes: { latency: 1 } }))
await failing('no such proxy', () => toxiproxy.get('none'))
await failing('populate without upstream', () => toxiproxy.populate([{ name: 'half', listen: '127.0.0.1:0' }]))
for (const one of Object.values(await toxiproxy.getAll())) await one.remove()
say('remove', Object.keys(await toxiproxy.getAll()).length)
await failing('remove twice', () => proxy.remove())
await failing('no such server', () => new Toxiproxy('http://127.0.0.1:1').getVersion())
echo.close()
