variable "name" {
  description = "The name of the CodeDeploy application and its deployment group."
  type        = string
}

variable "region" {
  description = "The region of the service."
  type        = string
}

variable "account_id" {
  description = "The account of the service."
  type        = string
}

variable "cluster_name" {
  description = "The ECS cluster of the service."
  type        = string
}

variable "listener_arn" {
  description = "The load balancer's listener that has the service's rule."
  type        = string
}

variable "service" {
  description = "The ECS service, whose deployment controller is CODE_DEPLOY, with its container, task definition, task roles, log group, listener rule and two target groups."
  type = object({
    name                = string
    arn                 = string
    container           = object({ name = string, port = number })
    task_definition_arn = string
    role_arns           = list(string)
    log_group_name      = string
    listener_rule_arn   = string
    blue_target_group   = object({ name = string, arn = string })
    green_target_group  = object({ name = string, arn = string })
  })
}

variable "network" {
  description = "Where new tasks run."
  type = object({
    subnet_ids        = list(string)
    security_group_id = string
    assign_public_ip  = bool
  })
}

variable "alarm_names" {
  description = "The alarms that stop a rollout and roll it back, by the target group that they watch."
  type = object({
    blue  = list(string)
    green = list(string)
  })

  validation {
    condition     = length(var.alarm_names.blue) > 0 && length(var.alarm_names.green) > 0 && length(concat(var.alarm_names.blue, var.alarm_names.green)) <= 10
    error_message = "alarm_names must have at least one alarm for each target group, and at most ten in all, the most that CodeDeploy watches."
  }
}

variable "canary" {
  description = "CodeDeploy's deployment configuration, and for how many minutes the canary's share of requests is held and the old tasks are kept afterwards."
  type = object({
    config_name = string
    minutes     = number
  })
}

variable "permissions_boundary" {
  description = "The ARN of the role's permissions boundary; null for none."
  type        = string
  default     = null
}
