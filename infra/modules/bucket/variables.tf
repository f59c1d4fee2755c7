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

variable "expire_days" {
  description = "By prefix, how many days objects are kept; they cannot be brought back."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for days in values(var.expire_days) : days >= 1])
    error_message = "expire_days is at least 1."
  }
}

variable "cors" {
  description = "Web origins whose pages may speak to the bucket (with none, no page of another origin may), how, and for how long a browser remembers that."
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
  description = "How long overwritten and deleted objects can be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days is at least 1."
  }
}
