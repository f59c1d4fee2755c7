variable "name" {
  description = "The function's full name."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9-_]{1,55}$", var.name))
    error_message = "name must have at most 55 letters, digits, hyphens and underscores."
  }
}

variable "description" {
  description = "What the function does."
  type        = string
}

variable "account_id" {
  description = "The account that the function is in."
  type        = string
}

variable "zip" {
  description = "The path of the zip with the function's code. A plan needs the file; validate does not."
  type        = string
}

variable "handler" {
  description = "The file, without its extension, and the exported function to call."
  type        = string
  default     = "handler.handler"
}

variable "memory" {
  description = "The memory of an instance, in MiB. 1769 MiB come with one full vCPU, less with a share of one."
  type        = number

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240
    error_message = "memory must be from 128 to 10240 MiB."
  }
}

variable "timeout_seconds" {
  description = "How long a call may take."
  type        = number

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds must be from 1 to 900."
  }
}

variable "environment" {
  description = "The function's settings."
  type        = map(string)
}

variable "secrets" {
  description = "Settings that are secrets, by name. They are in the function's environment as well, which is encrypted, but in no output."
  type        = map(string)
  default     = {}
}

variable "policy" {
  description = "What the function may do besides logging and tracing, as a JSON policy."
  type        = string
  default     = null
}

variable "vpc" {
  description = "The subnets and security group of a function in a VPC; null for a function outside."
  type = object({
    subnet_ids        = list(string)
    security_group_id = string
  })
  default = null
}

variable "reserved_concurrency" {
  description = "The reserved concurrency: the most calls at once, set aside from the account's limit. With null, the function shares the unreserved rest."
  type        = number
  default     = null
}

variable "smoke" {
  description = "A call to each new version, and the answer that it must give before the alias live moves to it. With null there is no alias, and callers get the newest code."
  type = object({
    call = object({
      version        = string
      type           = string
      routeKey       = string
      rawPath        = string
      rawQueryString = string
      identitySource = list(string)
      headers        = map(string)
    })
    answer = object({ isAuthorized = bool })
  })
  default = null
}

variable "queue" {
  description = "The queue that feeds the function, and the most messages per call, seconds to wait for a full batch, and calls at once."
  type = object({
    arn                     = string
    batch_size              = optional(number, 10)
    batching_window_seconds = optional(number, 0)
    maximum_concurrency     = optional(number, 5)
  })
  default = null

  validation {
    condition     = var.queue == null || try(var.queue.batch_size >= 1 && var.queue.batch_size <= (var.queue.batching_window_seconds > 0 ? 10000 : 10), false)
    error_message = "queue.batch_size must be from 1 to 10, or up to 10000 with a batching window."
  }

  validation {
    condition     = var.queue == null || try(var.queue.batching_window_seconds >= 0 && var.queue.batching_window_seconds <= 300 && floor(var.queue.batching_window_seconds) == var.queue.batching_window_seconds, false)
    error_message = "queue.batching_window_seconds must be a whole number from 0 to 300."
  }

  validation {
    condition     = var.queue == null || try(var.queue.maximum_concurrency >= 2 && var.queue.maximum_concurrency <= 1000, false)
    error_message = "queue.maximum_concurrency must be from 2 to 1000."
  }
}

variable "queues" {
  description = "Several queues that feed the function, by name, and the most calls at once for each. There is no batching window."
  type = map(object({
    arn                 = string
    maximum_concurrency = number
  }))
  default = {}

  validation {
    condition     = alltrue([for queue in var.queues : queue.maximum_concurrency >= 2 && queue.maximum_concurrency <= 1000])
    error_message = "queues must each have a maximum_concurrency from 2 to 1000."
  }
}

variable "ready" {
  description = "Whether everything the code needs is ready, such as a migrated database. Until that is known, the code is not changed."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts the function's environment and logs."
  type        = string
}

variable "log_retention_days" {
  description = "How many days logs are kept."
  type        = number
}

variable "permissions_boundary" {
  description = "The ARN of the permissions boundary for all roles; null for none."
  type        = string
  default     = null
}
