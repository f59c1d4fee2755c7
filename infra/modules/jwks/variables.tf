variable "public_keys" {
  description = "P-256 public keys as KMS returns them: SubjectPublicKeyInfo in DER, base64."
  type        = list(string)

  validation {
    condition     = alltrue([for key in var.public_keys : can(regex("^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$", key))])
    error_message = "public_keys must be uncompressed P-256 keys, in DER and base64."
  }
}
