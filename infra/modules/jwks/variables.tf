variable "public_keys" {
  description = "Public keys of the curve P-256 as KMS gives them: SubjectPublicKeyInfo in DER, base64."
  type        = list(string)

  validation {
    condition     = alltrue([for key in var.public_keys : can(regex("^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$", key))])
    error_message = "public_keys are of the curve P-256, not compressed, in DER and base64."
  }
}
