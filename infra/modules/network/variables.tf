variable "name" {
  description = "The first part of every name."
  type        = string
}

variable "cidr" {
  description = "The address range of the VPC, from /16 to /20."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "cidr must be an IPv4 range from /16 to /20, such as 10.0.0.0/16."
  }
}

variable "zone_count" {
  description = "The number of availability zones."
  type        = number

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "zone_count must be 2 or 3."
  }
}

variable "nat_gateways" {
  description = "The NAT gateways: none (tasks then get public addresses), one, or per_zone."
  type        = string

  validation {
    condition     = contains(["none", "one", "per_zone"], var.nat_gateways)
    error_message = "nat_gateways must be none, one or per_zone."
  }
}

variable "interface_endpoints" {
  description = "AWS services to reach inside the VPC, by the end of their endpoint's name, such as sqs or ecr.api."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9][a-z0-9.-]*$", service)) && !contains(["s3", "dynamodb"], service)])
    error_message = "interface_endpoints must have names such as sqs or ecr.api, without s3 and dynamodb, which have gateway endpoints."
  }
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts the flow logs."
  type        = string
}

variable "log_retention_days" {
  description = "How many days flow logs are kept."
  type        = number
}

variable "permissions_boundary" {
  description = "The ARN of the permissions boundary for all roles; null for none."
  type        = string
  default     = null
}

variable "cluster_nodes" {
  description = "Whether the private subnets have nodes of a Kubernetes cluster."
  type        = bool
  default     = false
}
