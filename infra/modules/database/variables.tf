variable "name" {
  description = "The cluster's identifier, and what all other names begin with."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets of two zones or more, with no way to the internet."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids are of two zones or more."
  }
}

variable "security_group_id" {
  description = "Who may connect."
  type        = string
}

variable "acu_min" {
  description = "The least capacity, in ACU of about 2 GiB; 0 lets the cluster pause. Signing in by IAM takes up to a gigabyte by itself, which half an ACU has not left."
  type        = number

  validation {
    condition     = var.acu_min == 0 || var.acu_min >= 1
    error_message = "acu_min is 0, or at least 1."
  }
}

variable "acu_max" {
  description = "The most capacity, in ACU."
  type        = number
}

variable "pause_after_seconds" {
  description = "With acu_min 0: after how long without any connection the cluster pauses."
  type        = number

  validation {
    condition     = var.pause_after_seconds >= 300 && var.pause_after_seconds <= 86400
    error_message = "pause_after_seconds is 300 to 86400."
  }
}

variable "instances" {
  description = "The writer, and readers that take over when it fails."
  type        = number

  validation {
    condition     = var.instances >= 1 && var.instances <= 16
    error_message = "instances is 1 to 16."
  }
}

variable "backup_days" {
  description = "How far back the cluster can be restored, to the second."
  type        = number
}

variable "engine_version" {
  description = "Of Aurora PostgreSQL. A cluster pauses from 16.3 on."
  type        = string

  validation {
    condition     = can(regex("^(1[6-9])\\.[0-9]+$", var.engine_version))
    error_message = "engine_version is major and minor, from 16 on, such as 16.8."
  }
}

variable "protect" {
  description = "Whether the cluster refuses to be deleted, and leaves a last snapshot once it agrees."
  type        = bool
}

variable "kms_key_arn" {
  description = "The key for storage, master secret, insights and logs."
  type        = string
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
}

variable "roles" {
  description = "The database's roles that services connect as, by tokens of IAM instead of passwords."
  type        = set(string)

  validation {
    condition     = alltrue([for role in var.roles : can(regex("^[a-z][a-z_]*$", role))])
    error_message = "roles are names of lower-case letters."
  }
}
