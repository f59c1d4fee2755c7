variable "name" {
  description = "The dashboard's name, and the namespace of the metrics that orders emits."
  type        = string
}

variable "region" {
  description = "The region of the metrics."
  type        = string
}

variable "alarm_arns" {
  description = "The alarms whose states the dashboard shows."
  type        = list(string)
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
  description = "The services behind the load balancer: the ECS service (null for pods), the target group as CloudWatch names it, and a second one (green) if CodeDeploy replaces the tasks."
  type = map(object({
    service_name            = optional(string)
    target_group_arn_suffix = string
    green                   = optional(object({ target_group_arn_suffix = string }))
  }))
}

variable "functions" {
  description = "The names of all functions."
  type        = map(string)
}

variable "queues" {
  description = "Each consumer's queue and dead-letter queue, in the saga's order."
  type = list(object({
    consumer         = string
    name             = string
    dead_letter_name = string
  }))
}

variable "database_cluster_id" {
  description = "The Aurora cluster."
  type        = string
}

variable "tables" {
  description = "The names of the DynamoDB tables."
  type        = list(string)
}
