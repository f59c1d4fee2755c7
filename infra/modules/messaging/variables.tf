variable "name" {
  description = "The first part of every topic's and queue's name."
  type        = string
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts topics and queues. Its policy must let SNS use it, or nothing arrives in the queues."
  type        = string
}

variable "topology" {
  description = "The message bus, as events/topology.ts derives it from the saga: a topic per publisher, and per consumer a queue, a dead-letter queue and subscriptions. A queue with a bucket_arn gets that bucket's notifications instead."
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
    error_message = "topology must have the topic of each of its subscriptions."
  }

  validation {
    condition     = alltrue([for subscription in flatten(var.topology.queues[*].subscriptions) : length(subscription.filter) > 0])
    error_message = "topology must have a filter for each subscription: without one, a queue gets every event."
  }

  validation {
    condition     = alltrue([for queue in var.topology.queues : (length(queue.subscriptions) > 0) != (queue.bucket_arn != null)])
    error_message = "topology must have either subscriptions or a bucket_arn for each queue, not both."
  }

  validation {
    condition     = alltrue([for queue in var.topology.queues : queue.deadLetterRetentionSeconds > queue.retentionSeconds])
    error_message = "topology must have dead-letter queues that keep messages longer than their queues: SQS counts from when a message was first sent."
  }
}
