variable "name" {
  description = "The bucket's full name, which must be unique worldwide."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 63 lower-case letters, digits and hyphens, and must not start or end with a hyphen."
  }
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts objects; with null, S3 uses its own key."
  type        = string
  default     = null
}

variable "protect" {
  description = "Whether the bucket cannot be deleted while it holds objects."
  type        = bool
}

variable "expire_days" {
  description = "How many days objects are kept, by prefix. After that they cannot be restored."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for days in values(var.expire_days) : days >= 1])
    error_message = "expire_days must be at least 1."
  }
}

variable "cors" {
  description = "The origins whose pages may call the bucket (if none, no page of another origin can), the methods and headers they may use, and how long browsers cache this."
  type = object({
    allowOrigins  = list(string)
    allowMethods  = list(string)
    allowHeaders  = list(string)
    exposeHeaders = list(string)
    maxAgeSeconds = number
  })
  default = { allowOrigins = [], allowMethods = [], allowHeaders = [], exposeHeaders = [], maxAgeSeconds = 0 }
}

variable "noncurrent_days" {
  description = "How many days overwritten and deleted objects can be restored."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days must be at least 1."
  }
}
