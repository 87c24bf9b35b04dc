// A message centre for tests. Tells what happens as lines of JSON on its output, is told what to do by lines of JSON on its
// input, and ends with it. node centre.mjs '{"systemId": "shop", "password": "secret"}'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import { createInterface } from 'node:readline'
import smpp from 'smpp'

const options = JSON.parse(process.argv[2])
const tell = (event, more) => process.stdout.write(JSON.stringify({ event, ...more }) + '\n')

const sessions = new Set()
const longer = new Map()
let nextId = options.firstId ?? 1
let statuses = []
let binds = []
let silentSubmits = 0
let silentEnquiries = false
let dropAfterSubmits = 0

const id = () => {
  const number = nextId++
  return options.ids === 'hexadecimal' ? number.toString(16).toUpperCase().padStart(8, '0') : String(number)
}

// What a phone does: parts of one sender, recipient and reference are put together when all have come.
const assemble = (pdu, text, header) => {
  if (!header) {
    return text
  }
  const key = [pdu.source_addr, pdu.destination_addr, header.reference, header.total].join('/')
  const parts = longer.get(key) ?? new Map()
  longer.set(key, parts.set(header.number, text))
  if (parts.size < header.total) {
    return undefined
  }
  longer.delete(key)
  return [...parts.entries()].sort(([a], [b]) => a - b).map(([, part]) => part).join('')
}

const header = (pdu) => {
  if (pdu.sar_total_segments) {
    return { reference: pdu.sar_msg_ref_num, total: pdu.sar_total_segments, number: pdu.sar_segment_seqnum }
  }
  const udh = (pdu.short_message.udh ?? []).find((element) => element[0] === 0)
  return udh && { reference: udh[2], total: udh[3], number: udh[4] }
}

const bind = (session, pdu) => {
  const known = pdu.system_id === options.systemId && pdu.password === options.password
  const status = binds.shift() ?? (known ? 0 : smpp.ESME_RINVPASWD)
  tell('bind', { systemId: pdu.system_id, systemType: pdu.system_type, version: pdu.interface_version, status })
  session.send(pdu.response({ command_status: status, system_id: 'centre' }))
  if (status !== 0) {
    session.close()
  }
}

const submit = (session, pdu) => {
  const payload = pdu.message_payload !== undefined
  const text = payload ? pdu.message_payload.message : pdu.short_message.message
  const silent = silentSubmits > 0
  silentSubmits -= silent ? 1 : 0
  const status = silent ? 0 : (statuses.shift() ?? 0)
  const given = status === 0 ? id() : undefined
  tell('submit', {
    id: given,
    status,
    payload,
    from: pdu.source_addr,
    to: pdu.destination_addr,
    fromType: pdu.source_addr_ton,
    fromPlan: pdu.source_addr_npi,
    toType: pdu.dest_addr_ton,
    toPlan: pdu.dest_addr_npi,
    dataCoding: pdu.data_coding,
    receipt: pdu.registered_delivery,
    validity: pdu.validity_period instanceof Date
      ? Math.round((pdu.validity_period.getTime() - Date.now()) / 1000) : undefined,
    header: header(pdu),
  })
  if (status === 0) {
    const whole = assemble(pdu, text, header(pdu))
    if (whole !== undefined) {
      tell('message', { text: whole, to: pdu.destination_addr, id: given })
    }
  }
  if (dropAfterSubmits > 0 && --dropAfterSubmits === 0) {
    session.destroy()
  } else if (!silent) {
    session.send(pdu.response({ command_status: status, message_id: given }))
  }
}

const accept = (socket) => {
  const session = new smpp.Session({ socket })
  sessions.add(session)
  session.on('bind_transceiver', (pdu) => bind(session, pdu))
  session.on('submit_sm', (pdu) => submit(session, pdu))
  session.on('enquire_link', (pdu) => {
    tell('enquire')
    if (!silentEnquiries) {
      session.send(pdu.response())
    }
  })
  session.on('unbind', (pdu) => {
    tell('unbind')
    session.send(pdu.response())
    session.close()
  })
  session.on('error', () => {})
  session.on('close', () => {
    sessions.delete(session)
    tell('closed')
  })
}

const deliver = (command) => {
  for (const session of sessions) {
    const pdu = {
      esm_class: command.esmClass ?? 4,
      source_addr: '6581234567',
      destination_addr: 'Shop',
      short_message: command.text ?? '',
    }
    if (command.id !== undefined) {
      pdu.receipted_message_id = command.id
    }
    if (command.state !== undefined) {
      pdu.message_state = command.state
    }
    session.deliver_sm(pdu, (answer) => tell('delivered', { status: answer.command_status }))
  }
}

const commands = {
  answer: (command) => { statuses = command.statuses },
  bindWith: (command) => { binds = command.statuses },
  ignoreSubmits: (command) => { silentSubmits = command.count },
  ignoreEnquiries: () => { silentEnquiries = true },
  dropAfterSubmits: (command) => { dropAfterSubmits = command.count },
  drop: () => sessions.forEach((session) => session.destroy()),
  unbind: () => sessions.forEach((session) => session.unbind(() => tell('unbound'))),
  enquire: () => sessions.forEach((session) => session.enquire_link((answer) => tell('alive', { status: answer.command_status }))),
  unknown: () => sessions.forEach((session) => session.query_sm({ message_id: '1' }, (answer) => tell('nack', { status: answer.command_status }))),
  garbage: () => sessions.forEach((session) => session.socket.write(Buffer.from('ffffffff00000000', 'hex'))),
  deliver,
}

const server = options.keys
  ? createSecureServer({ pfx: readFileSync(options.keys), passphrase: options.passphrase }, accept)
  : createServer(accept)
server.on('tlsClientError', () => tell('tlsFailed'))
server.listen(0, '127.0.0.1', () => tell('listening', { port: server.address().port }))

const input = createInterface({ input: process.stdin })
input.on('line', (line) => {
  const command = JSON.parse(line)
  commands[command.do](command)
  tell('done')
})
input.on('close', () => process.exit(0))
