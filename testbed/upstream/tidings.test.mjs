import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode, encode } from './tidings.mjs'

const cancel = { requestId: 'order-1', tenant: 'acme', source: 'orders', metadata: { order: '4711' } }
const bytes = encode('CancelSend', cancel)

test('reads what it wrote', () => {
  assert.deepEqual({ ...decode(bytes) }, cancel)
})

test('names the schema as the Avro specification says', () => {
  assert.equal(
    encode('SendRequest', {
      requestId: 'order-1',
      tenant: 'acme',
      source: 'orders',
      channel: 'whatsapp',
      accountId: 'shop',
      recipient: '+6581234567',
      content: { 'dev.tidings.avro.TextContent': { text: 'Hello' } },
    }).toString('hex'),
    process.env.TIDINGS_GOLDEN_BYTES,
  )
})

test('refuses what is not in single-object encoding', () => {
  for (const value of [null, Buffer.alloc(0), Buffer.from([0xc3]), Buffer.from('{"a": 1}'), bytes.subarray(10)]) {
    assert.throws(() => decode(value), /single-object encoding/)
  }
})

test('refuses a schema that it does not know', () => {
  const other = Buffer.from(bytes)
  other[5] ^= 1
  assert.throws(() => decode(other), /no schema here has this fingerprint/)
  assert.throws(() => decode(bytes.subarray(0, 7)), /no schema here has this fingerprint/)
})

test('refuses a body that is cut off or goes on', () => {
  assert.throws(() => decode(bytes.subarray(0, bytes.length - 1)))
  assert.throws(() => decode(Buffer.concat([bytes, Buffer.from([0])])))
})

test('refuses an event that its schema does not know', () => {
  assert.throws(() => encode('CancelSend', { ...cancel, tenant: undefined }))
  assert.throws(() => encode('CampaignControl', { campaignId: 'autumn', tenant: 'acme', source: 'orders', action: 'STOP' }))
})
