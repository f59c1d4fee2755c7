variable "name" {
  description = "What every name begins with."
  type        = string
}

variable "cidr" {
  description = "The address range of the VPC, a /16 to /20."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "cidr is an IPv4 range from /16 to /20, such as 10.0.0.0/16."
  }
}

variable "zone_count" {
  description = "Over how many availability zones the subnets are spread."
  type        = number

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "zone_count is 2 or 3."
  }
}

variable "nat_gateways" {
  description = "none (tasks then get public addresses), one, or per_zone."
  type        = string

  validation {
    condition     = contains(["none", "one", "per_zone"], var.nat_gateways)
    error_message = "nat_gateways is none, one or per_zone."
  }
}

variable "interface_endpoints" {
  description = "AWS services with an address inside the VPC, by the end of their endpoint's name, such as sqs or ecr.api."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9][a-z0-9.-]*$", service)) && !contains(["s3", "dynamodb"], service)])
    error_message = "interface_endpoints holds names such as sqs or ecr.api; s3 and dynamodb have gateway endpoints already."
  }
}

variable "kms_key_arn" {
  description = "The key that the flow logs are encrypted with."
  type        = string
}

variable "log_retention_days" {
  description = "How long flow logs are kept."
  type        = number
}

variable "permissions_boundary" {
  description = "The ARN of the policy that bounds what every role may ever be given; null bounds nothing."
  type        = string
  default     = null
}

variable "cluster_nodes" {
  description = "Whether nodes of a Kubernetes cluster are in the private subnets."
  type        = bool
  default     = false
}
