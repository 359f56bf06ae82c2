"""Keys and signatures: Ed25519 by ``cryptography``, and the file that holds the secret half."""
