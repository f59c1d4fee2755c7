variable "name" {
  description = "The web ACL's name, and the end of its log group's."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.name))
    error_message = "name has 1 to 128 letters, digits, hyphens and underscores."
  }
}

variable "scope" {
  description = "What it can be attached to: REGIONAL (a load balancer) or CLOUDFRONT (then the provider's region is us-east-1)."
  type        = string

  validation {
    condition     = contains(["REGIONAL", "CLOUDFRONT"], var.scope)
    error_message = "scope is REGIONAL or CLOUDFRONT."
  }
}

variable "requests_per_five_minutes_max" {
  description = "How many requests in five minutes one caller may make before its next ones are refused."
  type        = number

  validation {
    condition     = var.requests_per_five_minutes_max >= 10 && var.requests_per_five_minutes_max <= 2000000000
    error_message = "requests_per_five_minutes_max is 10 to 2,000,000,000."
  }
}

variable "sign_ins_per_five_minutes_max" {
  description = "How many of them it may make below /v1/auth; null has no such limit."
  type        = number
  default     = null
}

variable "cdn_secrets" {
  description = "What a request must bring one of in the header x-cdn-secret; with none it need not."
  type        = list(string)
  default     = []
}

variable "behind_gateway" {
  description = "Whether requests come through API Gateway, which hides the caller's address: a caller is then an access token."
  type        = bool
}

variable "kms_key_arn" {
  description = "The key that the logs are encrypted with, in the same region as the logs."
  type        = string
}

variable "log_retention_days" {
  description = "How long the logs are kept."
  type        = number
}
