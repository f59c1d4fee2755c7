variable "name" {
  description = "The first part of every name, and the namespace of the metrics that orders and dead-letters emit."
  type        = string
}

variable "topic_arn" {
  description = "The SNS topic to notify when an alarm goes off and when it is over."
  type        = string
}

variable "objectives" {
  description = "The objectives of each service and of the whole API: the 95th percentile of latency in milliseconds, and failed requests (5xx) in percent."
  type = object({
    p95_milliseconds = number
    errors_percent   = number
  })

  validation {
    condition     = var.objectives.p95_milliseconds > 0 && var.objectives.errors_percent > 0 && var.objectives.errors_percent <= 100
    error_message = "objectives must have p95_milliseconds above 0, and errors_percent above 0 and at most 100."
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
  description = "The ECS cluster; null if services run as pods."
  type        = string
}

variable "tasks" {
  description = "The services behind the load balancer: the ECS service (null for pods), the target group as CloudWatch names it, a second one (green) if CodeDeploy replaces the tasks, and the minimum number of tasks."
  type = map(object({
    service_name            = optional(string)
    target_group_arn_suffix = string
    green                   = optional(object({ target_group_arn_suffix = string }))
    replicas_min            = number
  }))
}

variable "service_functions" {
  description = "The names of the functions of services that run on Lambda, by service."
  type        = map(string)
}

variable "functions" {
  description = "The names of the functions that are not services."
  type        = map(string)
}

variable "queues" {
  description = "Each consumer's queue and dead-letter queue, by consumer."
  type = map(object({
    name             = string
    dead_letter_name = string
  }))

  validation {
    condition     = contains(keys(var.queues), "orders")
    error_message = "queues must have the consumer orders, which decides each order."
  }
}

variable "observers" {
  description = "The consumers that only watch the saga or have no part in it. The saga settles without them."
  type        = set(string)
  default     = ["timeline", "media"]
}

variable "database_cluster_id" {
  description = "The Aurora cluster."
  type        = string
}

variable "tables" {
  description = "Each DynamoDB table and its indexes, by the table's name in the code."
  type        = map(object({ name = string, indexes = list(string) }))

  validation {
    condition     = alltrue([for table in values(var.tables) : length(table.indexes) <= 3])
    error_message = "tables must have at most three indexes each: an alarm has no room for the metrics of more."
  }
}

variable "topics" {
  description = "The name of each publisher's topic."
  type        = map(string)
}

variable "nat_gateways" {
  description = "The NAT gateways, by zone."
  type        = map(string)
}

variable "backup_vault" {
  description = "The vault for AWS Backup's daily backups; null if there are none."
  type        = string
}
