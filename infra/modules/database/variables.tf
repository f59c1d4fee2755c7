variable "name" {
  description = "The cluster's identifier, and the first part of all other names."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in at least two zones, without a route to the internet."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must have at least two subnets, in different zones."
  }
}

variable "security_group_id" {
  description = "The cluster's security group, which decides who may connect."
  type        = string
}

variable "acu_min" {
  description = "The minimum capacity, in ACUs of about 2 GiB; 0 lets the cluster pause. IAM authentication alone takes up to a gigabyte, which half an ACU does not have to spare."
  type        = number

  validation {
    condition     = var.acu_min == 0 || var.acu_min >= 1
    error_message = "acu_min must be 0, or at least 1."
  }
}

variable "acu_max" {
  description = "The maximum capacity, in ACUs."
  type        = number
}

variable "pause_after_seconds" {
  description = "With acu_min 0, how long the cluster has no connection before it pauses."
  type        = number

  validation {
    condition     = var.pause_after_seconds >= 300 && var.pause_after_seconds <= 86400
    error_message = "pause_after_seconds must be from 300 to 86400."
  }
}

variable "instances" {
  description = "The number of instances: one writer, and readers that take over when it fails."
  type        = number

  validation {
    condition     = var.instances >= 1 && var.instances <= 16
    error_message = "instances must be from 1 to 16."
  }
}

variable "backup_days" {
  description = "How many days back the cluster can be restored, to any second."
  type        = number
}

variable "engine_version" {
  description = "The version of Aurora PostgreSQL 16. Clusters can pause from 16.3 on. A new major version takes more than an apply: docs/deploy.md, \"Data\"."
  type        = string

  validation {
    condition     = can(regex("^16\\.[0-9]+$", var.engine_version))
    error_message = "engine_version must be a minor version of 16, such as 16.8."
  }
}

variable "protect" {
  description = "Whether the cluster is protected from deletion, and leaves a final snapshot when it is deleted after all."
  type        = bool
}

variable "kms_key_arn" {
  description = "The KMS key for storage, the master secret, Performance Insights and logs."
  type        = string
}

variable "log_retention_days" {
  description = "How many days logs are kept."
  type        = number
}

variable "roles" {
  description = "The database roles that services connect as, with IAM tokens instead of passwords."
  type        = set(string)

  validation {
    condition     = alltrue([for role in var.roles : can(regex("^[a-z][a-z_]*$", role))])
    error_message = "roles must have names of lower-case letters and underscores that start with a letter."
  }
}

variable "permissions_boundary" {
  description = "The ARN of the permissions boundary for all roles; null for none."
  type        = string
  default     = null
}
