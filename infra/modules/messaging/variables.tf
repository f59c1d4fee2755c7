variable "name" {
  description = "What the names of all topics and queues begin with."
  type        = string
}

variable "kms_key_arn" {
  description = "The key that topics and queues are encrypted with. Its policy must let SNS use it, or nothing arrives in the queues."
  type        = string
}

variable "topology" {
  description = "The message bus, as events/topology.ts derives it from the saga: a topic per publisher; per consumer a queue, its dead-letter queue and what it hears. A queue with a bucket_arn hears from that bucket instead."
  type = object({
    topics = list(object({
      name   = string
      events = list(string)
    }))
    queues = list(object({
      name            = string
      deadLetterQueue = string
      subscriptions = list(object({
        topic  = string
        filter = map(list(string))
      }))
      bucket_arn                 = optional(string)
      visibilityTimeoutSeconds   = number
      receiveWaitTimeSeconds     = number
      maxReceiveCount            = number
      retentionSeconds           = number
      deadLetterRetentionSeconds = number
    }))
  })

  validation {
    condition     = alltrue([for subscription in flatten(var.topology.queues[*].subscriptions) : contains(var.topology.topics[*].name, subscription.topic)])
    error_message = "Each subscription of topology names one of its topics."
  }

  validation {
    condition     = alltrue([for subscription in flatten(var.topology.queues[*].subscriptions) : length(subscription.filter) > 0])
    error_message = "Each subscription of topology has a filter: without one a queue hears everything."
  }

  validation {
    condition     = alltrue([for queue in var.topology.queues : (length(queue.subscriptions) > 0) != (queue.bucket_arn != null)])
    error_message = "Each queue of topology hears from topics or from a bucket, and not from both."
  }

  validation {
    condition     = alltrue([for queue in var.topology.queues : queue.deadLetterRetentionSeconds > queue.retentionSeconds])
    error_message = "A dead-letter queue keeps messages longer than its queue, for SQS counts from when a message was first sent."
  }
}
