# Does the same as toPublicJwk in shared/tokens/public-jwk.ts. Every key starts with the same 27 bytes; then come the point's x
# and y, 32 bytes each. Terraform has no bytes, so this works on strings of bits.
locals {
  base64    = split("", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  base64url = split("", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

  bits = [for key in var.public_keys : join("", [for digit in split("", trim(key, "=")) : format("%06b", index(local.base64, digit))])]

  # 256 bits are 43 base64 digits; the last one is padded with two zero bits.
  points = [for bits in local.bits : { for name, start in { x = 27 * 8, y = (27 + 32) * 8 } :
    name => join("", [for digit in range(43) : local.base64url[parseint(substr("${substr(bits, start, 256)}00", digit * 6, 6), 2)]])
  }]

  keys = [for point in local.points : {
    kty = "EC"
    crv = "P-256"
    x   = point.x
    y   = point.y
    alg = "ES256"
    use = "sig"
    # The RFC 7638 thumbprint, over exactly these members in exactly this order.
    kid = trim(replace(replace(base64sha256("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"${point.x}\",\"y\":\"${point.y}\"}"), "+", "-"), "/", "_"), "=")
  }]
}
