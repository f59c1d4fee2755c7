variable "name" {
  description = "The service's name, which is its folder in containers."
  type        = string
}

variable "platform" {
  description = "What all services share: names, network, cluster, load balancer, logs, and common settings. spot_percent is the share of a service's tasks, beyond the first, that run on Spot. night has the cron expressions that stop and start all tasks. Without on_fargate there are no tasks, only the target group and its listener rule."
  type = object({
    name                     = string
    region                   = string
    account_id               = string
    on_fargate               = optional(bool, true)
    cluster_arn              = string
    cluster_name             = string
    vpc_id                   = string
    subnet_ids               = list(string)
    assign_public_ip         = bool
    security_group_id        = string
    listener_arn             = string
    load_balancer_arn_suffix = string
    kms_key_arn              = string
    log_retention_days       = number
    spot_percent             = number
    night                    = optional(object({ stop = string, start = string, timezone = string }))
    canary                   = optional(bool, false)
    tracing_sidecar          = bool
    permissions_boundary     = optional(string)
    environment              = map(string)
    secrets                  = optional(map(string), {})
  })
}

variable "image" {
  description = "The image to run, by digest or by a tag that never moves."
  type        = string

  validation {
    condition     = !endswith(var.image, ":latest")
    error_message = "image must have a tag other than latest: it is impossible to roll back to what latest was."
  }
}

variable "size" {
  description = "The size of a task (CPU in 1/1024 vCPU, memory in MiB), and the minimum and maximum number of tasks."
  type = object({
    cpu          = number
    memory       = number
    replicas_min = number
    replicas_max = number
  })

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.size.cpu)
    error_message = "size.cpu must be 256, 512, 1024, 2048 or 4096."
  }

  # Fargate's sizes are in steps of 1 GiB, and the smallest is 512 MiB.
  validation {
    condition = contains(lookup({
      256  = [512, 1024, 2048]
      512  = range(1024, 4097, 1024)
      1024 = range(2048, 8193, 1024)
      2048 = range(4096, 16385, 1024)
      4096 = range(8192, 30721, 1024)
    }, tostring(var.size.cpu), [var.size.memory]), var.size.memory)
    error_message = "size.memory must fit size.cpu: for 256, it must be 512, 1024 or 2048; from 512 on, 2 to 8 MiB per unit of CPU (at most 30720), in steps of 1024."
  }

  validation {
    condition     = var.size.replicas_min >= 1 && var.size.replicas_max >= var.size.replicas_min
    error_message = "size.replicas_min must be at least 1, and size.replicas_max at least size.replicas_min."
  }
}

variable "environment" {
  description = "The service's own settings."
  type        = map(string)
}

variable "secrets" {
  description = "Settings that are secrets, by name: the ARN of each in Secrets Manager, with :field:: after it for one field of a JSON object."
  type        = map(string)
  default     = {}
}

variable "policy" {
  description = "What the service may do, as a JSON policy."
  type        = string
}

variable "routes" {
  description = "The paths that the load balancer forwards to the service, such as /v1/orders/*."
  type        = list(string)

  validation {
    condition     = length(var.routes) >= 1 && length(var.routes) <= 5 && alltrue([for path in var.routes : startswith(path, "/")])
    error_message = "routes must have 1 to 5 paths (a listener rule takes no more), each starting with a slash."
  }
}

variable "listener_priority" {
  description = "The priority of the service's listener rule."
  type        = number

  validation {
    condition     = var.listener_priority >= 1 && var.listener_priority <= 50000
    error_message = "listener_priority must be from 1 to 50000."
  }
}

variable "queue" {
  description = "The queue that the service consumes. Tasks are added while many messages wait in it."
  type        = object({ name = string })
  default     = null
}

variable "migration" {
  description = "The settings of the container that migrates the service's schema before each new task serves; null for a service without a schema. Its secrets are as in the variable secrets."
  type = object({
    environment = map(string)
    secrets     = map(string)
  })
  default = null
}

variable "requests_per_task_per_minute" {
  description = "Tasks are added while each gets more requests per minute than this."
  type        = number
  default     = 3000
}
