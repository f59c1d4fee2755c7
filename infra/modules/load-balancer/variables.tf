variable "name" {
  description = "The load balancer's name."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$", var.name)) && !startswith(var.name, "internal-")
    error_message = "name must have at most 32 letters, digits and hyphens. It must not start or end with a hyphen, or start with internal-."
  }
}

variable "subnet_ids" {
  description = "The private subnets of the load balancer, at least two."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must have at least two subnets."
  }
}

variable "security_group_id" {
  description = "The load balancer's security group, which lets the VPC link in."
  type        = string
}

variable "certificate_arn" {
  description = "A certificate for HTTPS on port 443; with null, HTTP on port 80."
  type        = string
  default     = null
}

variable "web_acl" {
  description = "The web ACL that protects the load balancer, or null. It is an object because a plan must know whether there is one before its ARN is known."
  type        = object({ arn = string })
  default     = null
}

variable "protect" {
  description = "Whether the load balancer is protected from deletion."
  type        = bool
}
