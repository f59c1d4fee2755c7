variable "name" {
  description = "The load balancer's name."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$", var.name)) && !startswith(var.name, "internal-")
    error_message = "name has at most 32 letters, digits and hyphens, no hyphen at an end, and does not begin with internal-."
  }
}

variable "subnet_ids" {
  description = "The private subnets that it lives in, at least two."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids names at least two subnets."
  }
}

variable "security_group_id" {
  description = "Its security group, which lets the VPC link in."
  type        = string
}

variable "certificate_arn" {
  description = "A certificate for HTTPS on 443; null listens on 80 for HTTP."
  type        = string
  default     = null
}

variable "web_acl" {
  description = "The web ACL before it, or null. An object, because whether there is one must be known before its ARN is."
  type        = object({ arn = string })
  default     = null
}

variable "protect" {
  description = "Whether it refuses to be deleted."
  type        = bool
}
