variable "name" {
  description = "The bucket's whole name, which nobody else in the world may have."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "name has 3 to 63 lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen."
  }
}

variable "kms_key_arn" {
  description = "The key that objects are encrypted with; null takes S3's own."
  type        = string
  default     = null
}

variable "protect" {
  description = "Whether the bucket refuses to be deleted while it holds objects."
  type        = bool
}

variable "noncurrent_days" {
  description = "How long overwritten and deleted objects can be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days is at least 1."
  }
}
