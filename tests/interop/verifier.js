// Judges checkpoints and inclusion proofs with sigstore's verifier, which has no other proofs.
// Reads a list of materials (material.py) from standard input, writes a list of verdicts.
"use strict";

const { createPublicKey } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { verifyCheckpoint } = require("@sigstore/verify/dist/tlog/checkpoint");
const { verifyMerkleInclusion } = require("@sigstore/verify/dist/tlog/merkle");

const bytes = (text) => Buffer.from(text, "base64");

function log(key) {
  const [, name, id, encoded] = key.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/);
  const x = bytes(encoded).subarray(1).toString("base64url");
  return {
    baseURL: `https://${name}`,
    logID: Buffer.from(id, "hex"),
    publicKey: createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }),
  };
}

function said(check) {
  try {
    check();
    return "";
  } catch (error) {
    // Anything else is a fault of this program.
    if (error.name !== "VerificationError") throw error;
    return error.message;
  }
}

function judge({ key, checkpoint, entries }) {
  let tree;
  const sealed = { inclusionProof: { checkpoint: { envelope: checkpoint } } };
  const verdict = { checkpoint: "", entries: [], earlier: [] };
  verdict.checkpoint = said(() => (tree = verifyCheckpoint(sealed, [log(key)])));
  if (!tree) return verdict;
  for (const { index, data, proof } of entries) {
    const inclusionProof = { logIndex: index, hashes: proof.map(bytes) };
    const entry = { canonicalizedBody: bytes(data), inclusionProof };
    verdict.entries.push(said(() => verifyMerkleInclusion(entry, tree)));
  }
  return verdict;
}

const materials = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(materials.map(judge)));
