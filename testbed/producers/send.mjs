#!/usr/bin/env node
// Writes one immediate WhatsApp template request, as the documented bytes, to standard output: no library, no helper of ours.
// With kcat:  node testbed/producers/send.mjs ID +6581234567 Ann > FILE
//             kcat -P -b localhost:19092 -t tidings.requests -k ID -H ce_type=dev.tidings.avro.SendRequest FILE
const [id, to, name, account = "shop"] = process.argv.slice(2);
const fingerprint = process.env.TIDINGS_SEND_REQUEST_FINGERPRINT ?? "15bf22579fcc38d2"; // CRC-64-AVRO, little endian, hex

const long = (value) => {
  // Avro's variable-length zig-zag
  let n = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes = [];
  for (; n > 0x7fn; n >>= 7n) bytes.push(Number((n & 0x7fn) | 0x80n));
  return Buffer.from([...bytes, Number(n)]);
};
const string = (text) => Buffer.concat([long(Buffer.byteLength(text)), Buffer.from(text)]);
const map = (entries) =>
  Buffer.concat([
    ...(entries.length ? [long(entries.length), ...entries.flatMap(([key, value]) => [string(key), string(value)])] : []),
    long(0),
  ]);
const absent = long(0); // the first branch of ["null", …]

process.stdout.write(
  Buffer.concat([
    Buffer.from("c301" + fingerprint, "hex"),
    string(id), // requestId
    string("demo"), // tenant
    string("node-example"), // source
    absent, // campaignId
    string("whatsapp"), // channel
    string(account), // accountId
    string(to), // recipient
    long(0), string("order_update"), string("en"), map([["name", name]]), // content: the first branch, TemplateContent
    absent, // sendAt
    absent, // spreadMs
    absent, // deliveryWindow
    absent, // validForMs
    long(1), // priority: NORMAL
    absent, // onUncertain
    absent, // fallback
    map([]), // metadata
  ]),
);
