// The events of Tidings as bytes: Avro in single-object encoding, by the schemas of asyncapi.yaml.
import { readFileSync } from 'node:fs'
import avro from 'avsc'
import { parse } from 'yaml'

// This version's comes last. Those of earlier versions stand before it for as long as topics hold what was written by them.
const DOCUMENTS = [new URL('../../deploy/asyncapi.yaml', import.meta.url)]

const MARKER = Buffer.from('c301', 'hex')
const PREFIX = MARKER.length + 8

// CRC-64-AVRO, from the Avro specification.
const EMPTY = 0xc15d213aa4d7a795n
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte)
  for (let bit = 0; bit < 8; bit++) {
    crc = (crc >> 1n) ^ (crc & 1n ? EMPTY : 0n)
  }
  return crc
})

const prefix = (type) => {
  let crc = EMPTY
  for (const byte of Buffer.from(JSON.stringify(type.schema()))) {
    crc = (crc >> 8n) ^ TABLE[Number((crc ^ BigInt(byte)) & 0xffn)]
  }
  const fingerprint = Buffer.alloc(8)
  fingerprint.writeBigUInt64LE(crc)
  return Buffer.concat([MARKER, fingerprint])
}

const writers = DOCUMENTS.flatMap((document) =>
  Object.entries(parse(readFileSync(document, 'utf8')).components.schemas).map(([name, { schema }]) => {
    const type = avro.Type.forSchema(schema)
    return { name, type, prefix: prefix(type) }
  }),
)
const current = new Map(writers.map((writer) => [writer.name, writer]))
const byPrefix = new Map(writers.map((writer) => [writer.prefix.toString('hex'), writer]))

export const encode = (name, event) => {
  const { type, prefix } = current.get(name)
  return Buffer.concat([prefix, type.toBuffer(event)])
}

export const decode = (value) => {
  if (!value?.subarray(0, MARKER.length).equals(MARKER)) {
    throw new Error('the value is not in single-object encoding')
  }
  const writer = byPrefix.get(value.toString('hex', 0, PREFIX))
  if (!writer) {
    throw new Error('no schema here has this fingerprint: the asyncapi.yaml of the version that wrote it is missing')
  }
  const reader = current.get(writer.name).type
  return reader.fromBuffer(value.subarray(PREFIX), reader.createResolver(writer.type))
}
