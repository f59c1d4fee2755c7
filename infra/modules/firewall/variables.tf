variable "name" {
  description = "The web ACL's name, and the end of its log group's name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.name))
    error_message = "name must have 1 to 128 letters, digits, hyphens and underscores."
  }
}

variable "scope" {
  description = "What the web ACL can protect: REGIONAL (a load balancer) or CLOUDFRONT (the provider's region must be us-east-1)."
  type        = string

  validation {
    condition     = contains(["REGIONAL", "CLOUDFRONT"], var.scope)
    error_message = "scope must be REGIONAL or CLOUDFRONT."
  }
}

variable "requests_per_five_minutes_max" {
  description = "How many requests one caller may make in five minutes before more are refused."
  type        = number

  validation {
    condition     = var.requests_per_five_minutes_max >= 10 && var.requests_per_five_minutes_max <= 2000000000
    error_message = "requests_per_five_minutes_max must be from 10 to 2,000,000,000."
  }
}

variable "sign_ins_per_five_minutes_max" {
  description = "How many of them may be below /v1/auth, per address; null for no such limit."
  type        = number
  default     = null
}

variable "cdn_secrets" {
  description = "Each request must have one of these secrets in the header x-cdn-secret. If empty, the header is not required."
  type        = list(string)
  default     = []
}

variable "behind_gateway" {
  description = "Whether requests come through API Gateway, which hides the caller's address. Callers are then told apart by access token."
  type        = bool
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts the logs, in the same region as they are."
  type        = string
}

variable "log_retention_days" {
  description = "How many days the logs are kept."
  type        = number
}
