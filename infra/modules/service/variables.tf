variable "name" {
  description = "The service, as its folder in containers is called."
  type        = string
}

variable "platform" {
  description = "What all services share: names, network, cluster, load balancer, logs, and the settings that each of them reads. Of the tasks beyond the first of a service, spot_percent run on Spot; night, cron expressions of Application Auto Scaling, stops and starts them all. Without on_fargate there are no tasks, only what the load balancer leads to."
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
  })
}

variable "image" {
  description = "The image to run, by a tag that never names another or by digest."
  type        = string

  validation {
    condition     = !endswith(var.image, ":latest")
    error_message = "image has a tag other than latest: nobody can go back to what latest was."
  }
}

variable "size" {
  description = "What a task gets (CPU in 1/1024 vCPU, memory in MiB), and the fewest and most tasks."
  type = object({
    cpu          = number
    memory       = number
    replicas_min = number
    replicas_max = number
  })

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.size.cpu)
    error_message = "size.cpu is 256, 512, 1024, 2048 or 4096."
  }

  # Fargate has steps of 1 GiB, and 512 MiB for the smallest.
  validation {
    condition = contains(lookup({
      256  = [512, 1024, 2048]
      512  = range(1024, 4097, 1024)
      1024 = range(2048, 8193, 1024)
      2048 = range(4096, 16385, 1024)
      4096 = range(8192, 30721, 1024)
    }, tostring(var.size.cpu), [var.size.memory]), var.size.memory)
    error_message = "size.memory does not go with size.cpu: for 256 it is 512, 1024 or 2048; from 512 on 2 to 8 MiB per unit of CPU (at most 30720), in steps of 1024."
  }

  validation {
    condition     = var.size.replicas_min >= 1 && var.size.replicas_max >= var.size.replicas_min
    error_message = "size.replicas_max is at least size.replicas_min, and that at least 1."
  }
}

variable "environment" {
  description = "The service's own settings."
  type        = map(string)
}

variable "secrets" {
  description = "Settings that are secrets, by name: the ARN of each in Secrets Manager, with :field:: behind it for one field of a JSON object."
  type        = map(string)
  default     = {}
}

variable "policy" {
  description = "What the service may do, as a policy in JSON."
  type        = string
}

variable "routes" {
  description = "Which paths the load balancer sends here, such as /v1/orders/*."
  type        = list(string)

  validation {
    condition     = length(var.routes) >= 1 && length(var.routes) <= 5 && alltrue([for path in var.routes : startswith(path, "/")])
    error_message = "routes has 1 to 5 paths (a listener's rule takes no more), each beginning with a slash."
  }
}

variable "listener_priority" {
  description = "The place of the listener's rule among those of all services."
  type        = number

  validation {
    condition     = var.listener_priority >= 1 && var.listener_priority <= 50000
    error_message = "listener_priority is 1 to 50000."
  }
}

variable "queue" {
  description = "The queue that the service consumes: tasks are added while many messages wait in it."
  type        = object({ name = string })
  default     = null
}

variable "migration" {
  description = "The settings of the container that migrates the service's schema before each new task serves; null for a service without one. secrets as in the variable of that name."
  type = object({
    environment = map(string)
    secrets     = map(string)
  })
  default = null
}

variable "requests_per_task_per_minute" {
  description = "Tasks are added while each gets more requests than this."
  type        = number
  default     = 3000
}
