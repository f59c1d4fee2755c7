variable "name" {
  description = "The function's full name."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9-_]{1,55}$", var.name))
    error_message = "name has at most 55 letters, digits, hyphens and underscores."
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
  description = "The path of the function's code. It need not be there yet to validate the configuration, but to plan."
  type        = string
}

variable "handler" {
  description = "The file, without its ending, and what it exports to be called."
  type        = string
  default     = "handler.handler"
}

variable "memory" {
  description = "What an instance gets, in MiB; 1769 come with a whole processor, less with a part of one."
  type        = number

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240
    error_message = "memory is 128 to 10240 MiB."
  }
}

variable "timeout_seconds" {
  description = "How long a call may take."
  type        = number

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds is 1 to 900."
  }
}

variable "environment" {
  description = "The function's settings."
  type        = map(string)
}

variable "secrets" {
  description = "Settings that are secrets, by name. They are in the function's environment, too, which is encrypted, but in no output."
  type        = map(string)
  default     = {}
}

variable "policy" {
  description = "What the function may do besides logging and tracing, as a policy in JSON."
  type        = string
  default     = null
}

variable "vpc" {
  description = "Where in a VPC the function runs; null leaves it outside."
  type = object({
    subnet_ids        = list(string)
    security_group_id = string
  })
  default = null
}

variable "reserved_concurrency" {
  description = "How many calls run at once at most, set aside from what the account may have; null takes what is free."
  type        = number
  default     = null
}

variable "smoke" {
  description = "A call that is made of each new version, and the answer that it must give, before callers are led to it by the alias live; null leads them to whatever is newest. Both as JSON can tell them."
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
  description = "The queue that feeds the function: messages in a call, how long the first of them may wait for the others, and calls at once, at most."
  type = object({
    arn                     = string
    batch_size              = optional(number, 10)
    batching_window_seconds = optional(number, 0)
    maximum_concurrency     = optional(number, 5)
  })
  default = null

  validation {
    condition     = var.queue == null || try(var.queue.batch_size >= 1 && var.queue.batch_size <= (var.queue.batching_window_seconds > 0 ? 10000 : 10), false)
    error_message = "queue.batch_size is 1 to 10, and with a batching window 1 to 10000."
  }

  validation {
    condition     = var.queue == null || try(var.queue.batching_window_seconds >= 0 && var.queue.batching_window_seconds <= 300 && floor(var.queue.batching_window_seconds) == var.queue.batching_window_seconds, false)
    error_message = "queue.batching_window_seconds is 0 to 300, without fractions."
  }

  validation {
    condition     = var.queue == null || try(var.queue.maximum_concurrency >= 2 && var.queue.maximum_concurrency <= 1000, false)
    error_message = "queue.maximum_concurrency is 2 to 1000."
  }
}

variable "queues" {
  description = "Several queues that feed the function, by a name of each, and how many calls each may make at once; messages are not waited for."
  type = map(object({
    arn                 = string
    maximum_concurrency = number
  }))
  default = {}

  validation {
    condition     = alltrue([for queue in var.queues : queue.maximum_concurrency >= 2 && queue.maximum_concurrency <= 1000])
    error_message = "maximum_concurrency of each of queues is 2 to 1000."
  }
}

variable "ready" {
  description = "Whether what the function's code needs is there, such as a migrated database. While that is unknown the code is not changed."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "The key that encrypts the function's environment and logs."
  type        = string
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
}
