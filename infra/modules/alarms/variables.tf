variable "name" {
  description = "What names begin with, and the namespace of the metrics that orders and dead-letters emit."
  type        = string
}

variable "topic_arn" {
  description = "Who is told when an alarm goes off, and when it is over."
  type        = string
}

variable "objectives" {
  description = "What each group of routes is held to: the 95th percentile in milliseconds, and failed requests (5xx) in percent."
  type = object({
    p95_milliseconds = number
    errors_percent   = number
  })

  validation {
    condition     = var.objectives.p95_milliseconds > 0 && var.objectives.errors_percent > 0 && var.objectives.errors_percent <= 100
    error_message = "objectives has a p95_milliseconds above 0, and an errors_percent above 0 and up to 100."
  }
}

variable "api_id" {
  description = "The HTTP API's id."
  type        = string
}

variable "load_balancer_arn_suffix" {
  description = "The load balancer, as CloudWatch names it."
  type        = string
}

variable "cluster_name" {
  description = "The ECS cluster; null where services run as pods."
  type        = string
}

variable "tasks" {
  description = "The services behind the load balancer: their ECS service, null for pods; their target group as CloudWatch names it, and a second one (green) if they have it; and how many tasks there are at least."
  type = map(object({
    service_name            = optional(string)
    target_group_arn_suffix = string
    green                   = optional(object({ target_group_arn_suffix = string }))
    replicas_min            = number
  }))
}

variable "service_functions" {
  description = "The services that run on Lambda: the name of each one's function."
  type        = map(string)
}

variable "functions" {
  description = "The functions that are no services: the name of each."
  type        = map(string)
}

variable "queues" {
  description = "Every consumer's queue and its dead-letter queue, by consumer."
  type = map(object({
    name             = string
    dead_letter_name = string
  }))

  validation {
    condition     = contains(keys(var.queues), "orders")
    error_message = "queues has the consumer orders, the judge of the saga."
  }
}

variable "observers" {
  description = "The consumers that only watch the saga, or have no part in it: it settles without them."
  type        = set(string)
  default     = ["timeline", "media"]
}

variable "database_cluster_id" {
  description = "The Aurora cluster."
  type        = string
}

variable "tables" {
  description = "Every DynamoDB table and its indexes, by a name of ours."
  type        = map(object({ name = string, indexes = list(string) }))

  validation {
    condition     = alltrue([for table in values(var.tables) : length(table.indexes) <= 3])
    error_message = "tables has more than three indexes somewhere, and an alarm has room for the metrics of three."
  }
}

variable "topics" {
  description = "The name of every publisher's topic."
  type        = map(string)
}

variable "nat_gateways" {
  description = "The NAT gateways, by zone."
  type        = map(string)
}

variable "backup_vault" {
  description = "The vault that AWS Backup copies to every day; null if it does not."
  type        = string
}
