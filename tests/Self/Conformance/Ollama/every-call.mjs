// Every call of the JavaScript client, as an ordinary program makes them. Prints one line per call; the test compares them.
import { Ollama } from 'ollama'

const ollama = new Ollama({ host: process.env.SERVER })
const model = process.env.MODEL
const say = (what, value) => console.log(`${what}: ${value}`)
const failing = async (what, call) => {
  try {
    await call()
    say(what, 'no error')
  } catch (error) {
    say(what, `${error.name} ${error.status_code ?? ''} ${error.message}`)
  }
}
const count = async (stream) => {
  let parts = 0
  for await (const part of stream) parts += part.done ? 100 : 1
  return parts
}

say('version', (await ollama.version()).version)
say('list', (await ollama.list()).models.length)
let last
for await (const part of await ollama.pull({ model, insecure: true, stream: true })) last = part.status
say('pull in parts', last)
say('pull', (await ollama.pull({ model, insecure: true })).status)
say('show', (await ollama.show({ model })).details.format)
say('generate', (await ollama.generate({ model, prompt: 'hi', options: { num_predict: 4 } })).eval_count)
say('generate in parts', await count(await ollama.generate({ model, prompt: 'hi', stream: true, options: { num_predict: 4 } })))
const format = { type: 'object', properties: { person: { type: 'string' } }, required: ['person'] }
say('chat', (await ollama.chat({ model, messages: [{ role: 'user', content: 'Briefe von Anna' }], format })).message.content)
say('chat in parts', await count(await ollama.chat({ model, messages: [{ role: 'user', content: 'hi' }], stream: true, keep_alive: -1, options: { num_predict: 4 } })))
say('ps', (await ollama.ps()).models.length)
await failing('abort', async () => {
  const stream = await ollama.generate({ model, prompt: 'hi', stream: true })
  setTimeout(() => ollama.abort(), 50)
  await count(stream)
})
await failing('no such model', () => ollama.generate({ model: 'nosuch', prompt: 'x' }))
await failing('no such registry', async () => count(await ollama.pull({ model: '127.0.0.1:1/library/x', stream: true })))
say('delete', (await ollama.delete({ model })).status)
await failing('deleted', () => ollama.show({ model }))
