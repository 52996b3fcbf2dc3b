// Every call of the JavaScript client that the contract has, as an ordinary program makes them. One line per call; the test compares them.
import standard, { Ollama } from 'ollama'

const ollama = new Ollama({ host: process.env.SERVER, headers: { 'X-Program': 'conformance' } })
const { MODEL: small, SLOW: slow, REGISTRY_MODEL: pulled } = process.env
const say = (what, ...values) => console.log(`${what}: ${values.map(v => (typeof v === 'object' ? JSON.stringify(v) : v)).join(' ')}`)
const failing = async (what, call) => {
  try {
    await call()
    say(what, 'no error')
  } catch (error) {
    say(what, ...[error.name, error.status_code, error.message].filter(v => v !== undefined))
  }
}
// The parts of a stream, checked as a program would rely on them: only the last one is done, and the text comes in order.
const collect = async (stream, text) => {
  const parts = []
  for await (const part of stream) parts.push(part)
  const last = parts.at(-1)
  return {
    parts: parts.length,
    early: parts.slice(0, -1).filter(p => p.done).length,
    done: last.done,
    reason: last.done_reason,
    text: parts.map(text).join('')
  }
}
const measured = a => [a.total_duration, a.prompt_eval_duration, a.eval_duration].every(n => Number.isInteger(n) && n > 0) && a.total_duration >= a.eval_duration
const options = { num_predict: 4, seed: 1, temperature: 0 }
const user = content => [{ role: 'user', content }]
const person = { type: 'object', properties: { person: { type: 'string' } }, required: ['person'] }

say('version', await ollama.version())
const models = (await ollama.list()).models
say('list', ...models.map(m => m.name).sort())
say('list details', models[0].details.format, models[0].digest.length, models[0].size > 1e6, Number.isFinite(Date.parse(models[0].modified_at)))
const shown = await ollama.show({ model: small })
say('show', shown.details.format, shown.details.family, shown.parameters.replace(/\s+/g, ' ').trim(), shown.capabilities)
say('show in full', Object.keys((await ollama.show({ model: small, verbose: true })).model_info).includes('general.architecture'))
say('ps before', (await ollama.ps()).models.length)

const loaded = await ollama.generate({ model: small, prompt: '', keep_alive: '5m' })
say('load', loaded.done, loaded.done_reason, JSON.stringify(loaded.response))
const running = (await ollama.ps()).models[0]
say('ps', running.name, running.size_vram, Date.parse(running.expires_at) > Date.now(), running.context_length)

const answer = await ollama.generate({ model: small, prompt: 'Guten Tag', options })
say('generate', answer.model, answer.done, answer.done_reason, answer.eval_count, answer.context.length > answer.eval_count, measured(answer))
const again = await ollama.generate({ model: small, prompt: 'weiter', context: answer.context, system: 'Antworte kurz.', options })
say('generate with context and system', again.done_reason, again.prompt_eval_count > answer.prompt_eval_count)
say('generate raw', (await ollama.generate({ model: small, prompt: 'Guten Tag', raw: true, options })).eval_count)
const generated = await collect(await ollama.generate({ model: small, prompt: 'Guten Tag', stream: true, options }), p => p.response)
say('generate in parts', generated.parts, generated.early, generated.done, generated.reason, generated.text === answer.response)
say('generate by schema', JSON.parse((await ollama.generate({ model: small, prompt: 'Briefe von Anna', format: person })).response))
say('generate as JSON', typeof JSON.parse((await ollama.generate({ model: small, prompt: 'Briefe von Anna', format: 'json' })).response))

const said = await ollama.chat({ model: small, messages: [{ role: 'system', content: 'Antworte kurz.' }, ...user('Guten Tag')], options })
say('chat', said.message.role, said.done, said.done_reason, said.eval_count, measured(said))
const chatted = await collect(await ollama.chat({ model: small, messages: user('Guten Tag'), stream: true, keep_alive: -1, options }), p => p.message.content)
say('chat in parts', chatted.parts, chatted.early, chatted.done, chatted.reason, chatted.text.length > 0)
say('kept for ever', new Date((await ollama.ps()).models[0].expires_at).getFullYear() > 2200)
say('chat by schema', JSON.parse((await ollama.chat({ model: small, messages: user('Briefe von Anna'), format: person })).message.content))
const byParts = await collect(await ollama.chat({ model: small, messages: user('Briefe von Anna'), format: person, stream: true }), p => p.message.content)
say('chat by schema in parts', byParts.parts > 1, JSON.parse(byParts.text))
const three = { type: 'object', properties: { kind: { enum: ['Brief'] }, years: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 } }, required: ['kind', 'years'] }
const shaped = JSON.parse((await ollama.chat({ model: small, messages: user('Briefe von 1914 bis 1918'), format: three })).message.content)
say('chat by another schema', shaped.kind, shaped.years.length, shaped.years.every(Number.isInteger))
say('two at a time', (await Promise.all([1, 2].map(() => ollama.generate({ model: small, prompt: 'Guten Tag', options })))).every(a => a.done))
say('unload', (await ollama.chat({ model: small, messages: [], keep_alive: 0 })).done_reason)
say('client of the package', standard instanceof Ollama)

const long = { model: small, prompt: 'Guten Tag', stream: true, options: { num_predict: 2000 } }
await failing('abort of all', async () => {
  for await (const _ of await ollama.generate(long)) ollama.abort()
})
await failing('abort of one', async () => {
  const stream = await ollama.chat({ model: small, messages: user('Guten Tag'), stream: true, options: { num_predict: 2000 } })
  for await (const _ of stream) stream.abort()
})
say('after an abort', (await ollama.generate({ model: small, prompt: 'Guten Tag', options })).done)

const statuses = []
for await (const part of await ollama.pull({ model: pulled, insecure: true, stream: true })) if (part.status !== statuses.at(-1)) statuses.push(part.status)
say('pull in parts', ...statuses.map(s => s.replace(/[0-9a-f]{12}/, '…')).join(', ').split(' '))
say('pull', await ollama.pull({ model: pulled, insecure: true }))
say('pulled model', (await ollama.generate({ model: pulled, prompt: 'Guten Tag', options })).eval_count)
say('delete', await ollama.delete({ model: pulled }))
say('list after delete', (await ollama.list()).models.length === models.length)
say('delete a loaded one', (await ollama.generate({ model: slow, prompt: '' })).done, await ollama.delete({ model: slow }), (await ollama.list()).models.some(m => m.name.startsWith('slow')))

await failing('no such model', () => ollama.generate({ model: 'nosuch', prompt: 'x' }))
await failing('no such model in parts', () => ollama.chat({ model: 'nosuch', messages: user('x'), stream: true }))
await failing('show of none', () => ollama.show({ model: 'nosuch' }))
await failing('delete of none', () => ollama.delete({ model: 'nosuch' }))
await failing('bad role', () => ollama.chat({ model: small, messages: [{ role: 'user', content: 5 }] }))
await failing('no model', () => ollama.generate({ prompt: 'x' }))
await failing('bad format', () => ollama.generate({ model: small, prompt: 'x', format: 'xml' }))
await failing('bad keep-alive', () => ollama.generate({ model: small, prompt: 'x', keep_alive: 'soon' }))
await failing('no such registry', () => ollama.pull({ model: '127.0.0.1:1/library/x' }))
await failing('no such registry in parts', async () => {
  for await (const _ of await ollama.pull({ model: '127.0.0.1:1/library/x', stream: true }));
})
await failing('no such server', () => new Ollama({ host: '127.0.0.1:1' }).list())
